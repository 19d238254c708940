import type { Amount } from '@betalt/contract/shared/arm.ts';

/** How amounts, dates and numbers are written for one reader and one account. Every member is pure. */
export type Formats = {
  /** The locale that everything is written in, BCP 47. */
  readonly locale: string;
  /** `NOK 1,234.50` / `1 234,50 NOK`: with the code, because a sign such as $ belongs to many currencies. */
  readonly money: (amount: Amount) => string;
  /** A date, or the day of an instant in the account's time zone. */
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  readonly number: (value: number) => string;
  /** A decimal text such as `12.3456` with all its digits, e.g. a unit price. */
  readonly decimal: (text: string) => string;
  /** Whole days from today to the day of `iso`: 0 today, negative when it has passed. */
  readonly daysUntil: (iso: string) => number;
  /** Today in the account's time zone, `YYYY-MM-DD`. */
  readonly today: () => string;
};

const DAY_MS = 86_400_000;

export type FormatSettings = {
  readonly locale: string;
  readonly timeZone: string;
  /** The present instant in ms, for {@link Formats.daysUntil}. */
  readonly nowMs: () => number;
};

export function createFormats({ locale, timeZone, nowMs }: FormatSettings): Formats {
  const currencyFormats = new Map<string, Intl.NumberFormat>();
  const numberFormat = new Intl.NumberFormat(locale);
  const decimalFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const dayInZone = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    locale,
    money: ({ currency, value }) => currencyFormat(currencyFormats, locale, currency).format(value),
    date: (iso) => (isCalendarDate(iso) ? calendarDay : dayInZone).format(new Date(iso)),
    dateTime: (iso) => instant.format(new Date(iso)),
    number: (value) => numberFormat.format(value),
    // Intl takes decimal text whole (ECMA-402, exact mathematical value); nothing is lost in a float.
    decimal: (text) => decimalFormat.format(text as `${number}`),
    today: () => dayIn(timeZone, new Date(nowMs())),
    daysUntil: (iso) => dayNumber(iso, timeZone) - dayNumber(new Date(nowMs()).toISOString(), timeZone),
  };
}

/**
 * Invoice and due dates are days, which Azure's API writes as midnight UTC (`2026-11-30T00:00:00Z`): they stay that day
 * in every time zone. Any other instant falls on the day that the account's zone had then.
 */
function isCalendarDate(iso: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:T00:00:00(?:\.0+)?Z)?$/.test(iso);
}

function dayNumber(iso: string, timeZone: string): number {
  const day = isCalendarDate(iso) ? iso.slice(0, 10) : dayIn(timeZone, new Date(iso));
  return Math.round(Date.parse(day) / DAY_MS);
}

/** `2026-11-30`: the sv-SE format of a date is ISO 8601. */
function dayIn(timeZone: string, date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(date);
}

function currencyFormat(made: Map<string, Intl.NumberFormat>, locale: string, currency: string): Intl.NumberFormat {
  let format = made.get(currency);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' });
    made.set(currency, format);
  }
  return format;
}
