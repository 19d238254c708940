import { assert } from './assert.ts';
import { err, ok, type Result } from './result.ts';

declare const calendarDateBrand: unique symbol;

/** A day of the proleptic Gregorian calendar, 'YYYY-MM-DD', without time or zone. Compares correctly as a string. */
export type CalendarDate = string & { readonly [calendarDateBrand]: true };

export type CalendarDateError = { readonly code: 'not_a_date' | 'no_such_day'; readonly text: string };

const MS_PER_DAY = 86_400_000;

/** Reads exactly 'YYYY-MM-DD' (ISO 8601 extended); 2023-02-29 is `no_such_day`, anything else is `not_a_date`. */
export function parseCalendarDate(text: string): Result<CalendarDate, CalendarDateError> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return err({ code: 'not_a_date', text });
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return err({ code: 'no_such_day', text });
  }
  return ok(text as CalendarDate);
}

/** For dates written in the source. @throws AssertionFailure when the text is not a date. */
export function calendarDate(text: string): CalendarDate {
  const parsed = parseCalendarDate(text);
  assert(parsed.ok, `not a calendar date: ${text}`);
  return parsed.value;
}

/** Negative when `a` is earlier than `b`, zero when equal, positive when later. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `days` may be negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  assert(Number.isSafeInteger(days), `days must be a whole number: ${days}`);
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`: 1 from today to tomorrow, negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day that it is at an instant in an IANA time zone ('Europe/Oslo'): an invoice falls overdue by the account's own
 * calendar, not by the server's.
 * @throws AssertionFailure when the instant is not finite; RangeError when the zone is unknown.
 */
export function calendarDateAt(instantMs: number, timeZone: string): CalendarDate {
  assert(Number.isFinite(instantMs), `not an instant: ${instantMs}`);
  const parts = formatFor(timeZone).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return calendarDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

export function isTimeZone(text: string): boolean {
  try {
    return formatFor(text).resolvedOptions().timeZone !== '';
  } catch (cause) {
    if (cause instanceof RangeError) return false;
    throw cause;
  }
}

// Building a formatter costs some 50 times a format; a server sees only a handful of zones.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function dayNumber(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

function fromDayNumber(day: number): CalendarDate {
  return calendarDate(new Date(day * MS_PER_DAY).toISOString().slice(0, 10));
}
