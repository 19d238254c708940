import { assert } from '../shared/assert.ts';
import { decimalText, parseDecimalNumber, roundToScale, shortest } from '../shared/decimal.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { type Currency, exponentOf } from './currency.ts';
import { type Money, money } from './money.ts';

/**
 * Amounts in the JSON of Azure's billing API are numbers (`"value": 8.53`). Every decimal of at most 15 significant
 * digits survives the way through a 64-bit float and back (IEEE 754), so that is the bound here: beyond it the sender's
 * figure cannot be known from the number.
 */
const EXACT_DIGITS = 15;

export type ArmNumberError =
  | { readonly code: 'not_finite' | 'too_many_digits'; readonly number: number }
  | {
      readonly code: 'too_many_decimals';
      readonly number: number;
      readonly currency: Currency;
      readonly maxDecimals: number;
    };

/**
 * The amount as JSON text, the shortest exact decimal (`8.53`, `8.5`, `0`, `1234567890123.45`). It never goes through a
 * float, so it is right for every amount; {@link toArmNumber} is for code that must hand over a number.
 */
export function writeArmNumber(amountMinor: bigint, currency: Currency): string {
  return decimalText(shortest({ unscaled: amountMinor, scale: exponentOf(currency) }));
}

/** The amount as a number. @throws AssertionFailure above 15 significant digits, where a number would not be exact. */
export function toArmNumber({ currency, amountMinor }: Money): number {
  const text = writeArmNumber(amountMinor, currency);
  assert(significantDigits(text) <= EXACT_DIGITS, `too many digits for a JSON number: ${text} ${currency}`);
  return Number(text);
}

/** 8.53 is 853n exactly. Rejects what is not finite, too many decimals for the currency, more than 15 digits. */
export function fromArmNumber(number: number, currency: Currency): Result<Money, ArmNumberError> {
  if (!Number.isFinite(number)) return err({ code: 'not_finite', number });
  const maxDecimals = exponentOf(currency);
  const parsed = parseDecimalNumber(plainText(number));
  if (!parsed.ok || significantDigits(plainText(number)) > EXACT_DIGITS)
    return err({ code: 'too_many_digits', number });
  if (parsed.value.scale > maxDecimals) return err({ code: 'too_many_decimals', number, currency, maxDecimals });
  return ok(money(currency, roundToScale(parsed.value, maxDecimals)));
}

/** JavaScript writes 1e-7 and 1e21 with an exponent; this writes 0.0000001 and all the zeros. */
function plainText(number: number): string {
  const [mantissa = '', exponentText = '0'] = String(number).split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const exponent = Number(exponentText);
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const sign = number < 0 ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function significantDigits(text: string): number {
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '');
  return text.includes('.') ? digits.length : digits.replace(/0+$/, '').length;
}
