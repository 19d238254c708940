import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, calendarDateAt } from '../shared/calendar-date.ts';
import { type DunningFacts, dueStep, type Silence, silenceOf, TIMELINE } from './timeline.ts';

const DUE_ON = calendarDate('2026-03-10');
const INVOICE: DunningFacts = {
  documentType: 'Invoice',
  amountDueMinor: 100_00n,
  dueOn: DUE_ON,
  voidedAt: null,
  disputedAt: null,
  hasOpenQuery: false,
  hasLivePayment: false,
};

function stepOn(offsetDays: number, given: readonly string[] = [], facts: Partial<DunningFacts> = {}) {
  return dueStep({ ...INVOICE, ...facts }, new Set(given), addDays(DUE_ON, offsetDays))?.step ?? null;
}

describe('the timeline', () => {
  it.each([
    [-4, null],
    [-3, 'due_soon'],
    [-1, 'due_soon'],
    [0, 'due_today'],
    [1, 'reminder_1'],
    [6, 'reminder_1'],
    [7, 'reminder_7'],
    [13, 'reminder_7'],
    [14, 'reminder_14'],
    [15, 'warned'],
    [29, 'warned'],
    [30, 'disabled'],
    [400, 'disabled'],
  ])('%i days from the due date it is at %s', (offsetDays, step) => {
    expect(stepOn(offsetDays)).toBe(step);
  });

  it('gives each step once', () => {
    expect(stepOn(1, ['reminder_1'])).toBeNull();
    expect(stepOn(6, ['due_soon', 'due_today', 'reminder_1'])).toBeNull();
    expect(stepOn(7, ['reminder_1'])).toBe('reminder_7');
  });

  it('skips what a week of silence missed: one notice, the latest', () => {
    expect(stepOn(8, ['due_soon'])).toBe('reminder_7');
    expect(stepOn(8, ['due_soon', 'reminder_7'])).toBeNull();
  });

  it('swept every day gives every step in its order; swept on any days never two at once, and never one out of order', () => {
    const order = TIMELINE.map(({ step }) => step as string);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -6, max: 40 }), { minLength: 1 }), (days) => {
        const given: string[] = [];
        for (const day of days.toSorted((one, other) => one - other)) {
          const step = stepOn(day, given);
          if (step !== null) given.push(step);
        }
        expect(new Set(given).size).toBe(given.length);
        expect(given).toEqual(order.filter((step) => given.includes(step)));
      }),
    );
    const daily = Array.from({ length: 47 }, (_, index) => index - 6);
    const given: string[] = [];
    for (const day of daily) given.push(...[stepOn(day, given)].filter((step) => step !== null));
    expect(given).toEqual(order);
  });
});

describe('the day is the account’s', () => {
  const at = (instant: string, zone: string) => calendarDateAt(Date.parse(instant), zone);

  it('at 23:30 in Honolulu the due date is still the due date, though it is the next day in UTC', () => {
    const day = at('2026-03-11T09:30:00Z', 'Pacific/Honolulu');
    expect(dueStep(INVOICE, new Set(), day)?.step).toBe('due_today');
  });

  it('half an hour later it is past due there', () => {
    const day = at('2026-03-11T10:00:00Z', 'Pacific/Honolulu');
    expect(dueStep(INVOICE, new Set(), day)?.step).toBe('reminder_1');
  });

  it('at 00:30 in Oslo it is past due, though the due date is not over in UTC', () => {
    const day = at('2026-03-10T23:30:00Z', 'Europe/Oslo');
    expect(dueStep(INVOICE, new Set(), day)?.step).toBe('reminder_1');
  });
});

describe('nothing is sent', () => {
  it.each<[string, Partial<DunningFacts>, Silence]>([
    ['when nothing is due', { amountDueMinor: 0n }, 'nothing_due'],
    ['for a credit note', { documentType: 'CreditNote', amountDueMinor: -5n }, 'nothing_due'],
    ['for a void invoice', { voidedAt: new Date(0), amountDueMinor: 0n }, 'void'],
    ['while it is disputed', { disputedAt: new Date(0) }, 'disputed'],
    ['while a query is open', { hasOpenQuery: true }, 'open_query'],
    ['while a payment is under way', { hasLivePayment: true }, 'payment_under_way'],
  ])('%s', (_name, facts, silence) => {
    expect(silenceOf({ ...INVOICE, ...facts })).toBe(silence);
    expect(stepOn(7, [], facts)).toBeNull();
  });

  it('and what was missed meanwhile is not made up for', () => {
    expect(stepOn(7, ['reminder_1'], { hasOpenQuery: true })).toBeNull();
    expect(stepOn(14, ['reminder_1'], { hasOpenQuery: true })).toBeNull();
    expect(stepOn(14, ['reminder_1'])).toBe('reminder_14');
    expect(stepOn(14, ['reminder_1', 'reminder_14'])).toBeNull();
  });
});
