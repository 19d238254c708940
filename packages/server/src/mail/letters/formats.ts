import { type Money, toDecimalString } from '@betalt/core/money/money.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { CardInMail, MailLanguage } from './letter.ts';

/** How amounts, dates and cards are written for one reader. */
export interface Formats {
  /** `NOK 1,234.50`, `1 234,50 NOK`: with the code, because a sign such as $ or kr belongs to many currencies. */
  money(money: Money): string;
  /** `November 25, 2026`, `25. november 2026`. */
  date(date: CalendarDate): string;
  /** `Visa •••• 4242`. */
  card(card: CardInMail): string;
  /** `A, B and C`. */
  list(texts: readonly string[]): string;
}

export function formatsFor(language: MailLanguage): Formats {
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    money: (money) =>
      new Intl.NumberFormat(language, { style: 'currency', currency: money.currency, currencyDisplay: 'code' })
        // Decimal text is formatted with its exact value (ECMA-402); nothing is lost in a float.
        .format(toDecimalString(money) as `${number}`),
    date: (date) => dates.format(new Date(`${date}T00:00:00Z`)),
    card: ({ brand, lastFour }) => (lastFour === null ? brandName(brand) : `${brandName(brand)} •••• ${lastFour}`),
    list: (texts) => lists.format(texts),
  };
}

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'Eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** A brand that nobody knows yet is written as the gateway says it. */
function brandName(brand: string): string {
  return BRANDS[brand] ?? brand;
}
