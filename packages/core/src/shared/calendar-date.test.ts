import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  calendarDate,
  calendarDateAt,
  compareDates,
  daysBetween,
  isTimeZone,
  parseCalendarDate,
} from './calendar-date.ts';

const anyDate = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9000-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => calendarDate(date.toISOString().slice(0, 10)));

describe('reading dates', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(parseCalendarDate(text)).toEqual({ ok: true, value: text });
  });

  it.each([
    ['2023-02-29', 'no_such_day'],
    ['1900-02-29', 'no_such_day'],
    ['2024-04-31', 'no_such_day'],
    ['2024-13-01', 'no_such_day'],
    ['2024-00-10', 'no_such_day'],
    ['0000-01-01', 'no_such_day'],
    ['2024-1-1', 'not_a_date'],
    ['20240101', 'not_a_date'],
    ['2024-01-01T00:00', 'not_a_date'],
    ['01.02.2024', 'not_a_date'],
    ['', 'not_a_date'],
  ])('refuses %j as %s', (text, code) => {
    expect(parseCalendarDate(text)).toEqual({ ok: false, error: { code, text } });
  });
});

describe('counting days', () => {
  it('crosses months, leap days and years', () => {
    expect(addDays(calendarDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(calendarDate('2023-12-31'), 1)).toBe('2024-01-01');
    expect(daysBetween(calendarDate('2024-01-01'), calendarDate('2025-01-01'))).toBe(366);
  });

  it('counts back what it counted forward, and agrees with the order', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
        fc.pre(daysBetween(calendarDate('0300-01-01'), date) > 0);
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
      }),
    );
  });
});

describe('the day in a time zone', () => {
  it.each([
    ['2024-03-01T09:30:00Z', 'Pacific/Honolulu', '2024-02-29'],
    ['2024-03-01T10:00:00Z', 'Pacific/Honolulu', '2024-03-01'],
    ['2024-06-30T22:30:00Z', 'Europe/Oslo', '2024-07-01'],
    ['2024-12-31T22:30:00Z', 'Europe/Oslo', '2024-12-31'],
    ['2024-12-31T15:00:00Z', 'Asia/Tokyo', '2025-01-01'],
    ['2024-01-01T00:00:00Z', 'UTC', '2024-01-01'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(calendarDateAt(Date.parse(instant), zone)).toBe(day);
  });

  it('knows a zone from a word', () => {
    expect(isTimeZone('Europe/Oslo')).toBe(true);
    expect(isTimeZone('Middle/Earth')).toBe(false);
  });
});
