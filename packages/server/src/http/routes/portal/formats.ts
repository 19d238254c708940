import type { Language } from '@betalt/contract/portal/session.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { money, toDecimalString } from '@betalt/core/money/money.ts';

/** An amount for people: exact, since Intl takes the decimal text. */
export function formatAmount(amountMinor: bigint, currency: string, language: Language): string {
  if (!isCurrency(currency)) throw new RangeError(`a row of the unknown currency ${currency}`);
  const decimal = toDecimalString(money(currency, amountMinor)) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' }).format(decimal);
}

/** A calendar date for people; it has no time zone, so none may move it. */
export function formatDate(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
