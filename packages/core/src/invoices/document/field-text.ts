import { type Currency, exponentOf, isCurrency } from '../../money/currency.ts';
import { type CalendarDate, parseCalendarDate } from '../../shared/calendar-date.ts';
import { decimalText, parseDecimalNumber, roundToScale, shortest } from '../../shared/decimal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { TAX_CATEGORIES, type TaxCategory } from './invoice-document.ts';
import { amountText, type Violation, violation } from './violation.ts';

/** EN 16931 writes amounts with at most two decimals, whatever the currency. */
export const EN16931_DECIMALS = 2;

export type AmountField = {
  readonly path: string;
  readonly currency: Currency;
  /** The rule that limits the decimals of this field, BR-DEC-01 to BR-DEC-28. */
  readonly decimalsRule: string;
  readonly maxDecimals: number;
};

/** An amount of any sign in minor units. Zeros beyond the currency's decimals ('100.00' yen) change nothing. */
export function readAmount(text: string, field: AmountField): Result<bigint, Violation> {
  const parsed = parseDecimalNumber(text);
  if (!parsed.ok) return err(notANumber(text, field.path));
  if (parsed.value.scale > field.maxDecimals) {
    const message = `The amount ${text} has ${parsed.value.scale} decimals. Write at most ${field.maxDecimals}.`;
    return err(violation(field.decimalsRule, field.path, message));
  }
  const exponent = exponentOf(field.currency);
  const exact = shortest(parsed.value);
  if (exact.scale > exponent) {
    const message = `The amount ${text} is finer than ${amountText(1n, field.currency)}, the least of its currency.`;
    return err(violation('ISO-4217', field.path, message));
  }
  const amountMinor = roundToScale(exact, exponent);
  if (amountMinor >= MAX_AMOUNT_MINOR || amountMinor <= -MAX_AMOUNT_MINOR) {
    return err(violation('amount-limit', field.path, `The amount ${text} is more than can be booked.`));
  }
  return ok(amountMinor);
}

/** Amounts and their sums must fit the database's 64-bit integers. */
const MAX_AMOUNT_MINOR = 10n ** 15n;

/** A quantity, price or percentage, exact, without trailing zeros. */
export function readDecimal(text: string, path: string): Result<string, Violation> {
  const parsed = parseDecimalNumber(text);
  return parsed.ok ? ok(decimalText(shortest(parsed.value))) : err(notANumber(text, path));
}

export function readDate(text: string, path: string): Result<CalendarDate, Violation> {
  const parsed = parseCalendarDate(text);
  if (parsed.ok) return parsed;
  const why = parsed.error.code === 'no_such_day' ? 'no such day exists' : 'a date is written YYYY-MM-DD';
  return err(violation('xs:date', path, `The date is ${quoted(text)}, but ${why}.`));
}

export function readCurrency(text: string, path: string, rule: string): Result<Currency, Violation> {
  if (isCurrency(text)) return ok(text);
  return err(
    violation(rule, path, `${quoted(text)} is not a currency code of ISO 4217. Write three capitals, as in EUR.`),
  );
}

export function readTaxCategory(text: string, path: string, rule: string): Result<TaxCategory, Violation> {
  const category = TAX_CATEGORIES.find((each) => each === text);
  if (category) return ok(category);
  return err(violation(rule, path, `${quoted(text)} is not a tax category. Use one of ${TAX_CATEGORIES.join(', ')}.`));
}

export function readCountry(text: string, path: string): Result<string, Violation> {
  if (/^[A-Z1][A-Z]$/.test(text)) return ok(text);
  return err(violation('BR-CL-14', path, `${quoted(text)} is not a country code of ISO 3166-1. Write two capitals.`));
}

function notANumber(text: string, path: string): Violation {
  return violation('xs:decimal', path, `${quoted(text)} is not a number. Write digits with a dot, as in 1234.50.`);
}

/** What a file says may be long or unprintable; a sentence shows the beginning. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
