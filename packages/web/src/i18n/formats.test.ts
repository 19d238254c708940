import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const noon = () => Date.parse('2026-11-24T12:00:00Z');
const english = createFormats({ locale: 'en-US', timeZone: 'America/New_York', nowMs: noon });
const norwegian = createFormats({ locale: 'nb-NO', timeZone: 'Europe/Oslo', nowMs: noon });

describe('createFormats', () => {
  it('writes an amount with its currency code and that currency’s decimals', () => {
    expect(plain(english.money({ currency: 'NOK', value: 1234.5 }))).toBe('NOK 1,234.50');
    expect(plain(english.money({ currency: 'JPY', value: 1234 }))).toBe('JPY 1,234');
    expect(plain(norwegian.money({ currency: 'NOK', value: 1234.5 }))).toBe('1 234,50 NOK');
  });

  it('keeps a due date on its day, west of Greenwich too', () => {
    expect(english.date('2026-11-30T00:00:00Z')).toBe('Nov 30, 2026');
    expect(english.date('2026-11-30')).toBe('Nov 30, 2026');
  });

  it('shows an instant on the day of the account’s time zone', () => {
    expect(english.date('2026-11-30T03:15:00Z')).toBe('Nov 29, 2026');
    expect(norwegian.date('2026-11-30T23:15:00Z')).toBe('1. des. 2026');
  });

  it('counts days to a due date from today in the account’s zone', () => {
    expect(english.daysUntil('2026-11-24T00:00:00Z')).toBe(0);
    expect(english.daysUntil('2026-11-27T00:00:00Z')).toBe(3);
    expect(english.daysUntil('2026-11-12T00:00:00Z')).toBe(-12);
  });

  it('turns the day at midnight of the account’s zone, not of Greenwich', () => {
    const lateEvening = () => Date.parse('2026-11-24T23:30:00Z');
    const oslo = createFormats({ locale: 'nb-NO', timeZone: 'Europe/Oslo', nowMs: lateEvening });
    const newYork = createFormats({ locale: 'en-US', timeZone: 'America/New_York', nowMs: lateEvening });
    expect(oslo.daysUntil('2026-11-25')).toBe(0);
    expect(newYork.daysUntil('2026-11-25')).toBe(1);
  });
});

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
