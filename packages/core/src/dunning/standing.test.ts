import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../shared/calendar-date.ts';
import { type Standing, standingOf } from './standing.ts';
import type { DunningFacts } from './timeline.ts';

const TODAY = calendarDate('2026-06-15');

function late(days: number, facts: Partial<DunningFacts> = {}): DunningFacts {
  return {
    documentType: 'Invoice',
    amountDueMinor: 1n,
    dueOn: addDays(TODAY, -days),
    voidedAt: null,
    disputedAt: null,
    hasOpenQuery: false,
    hasLivePayment: false,
    ...facts,
  };
}

describe('the standing of a profile', () => {
  it.each<[string, Standing, readonly DunningFacts[], Standing]>([
    ['is active without invoices', 'Active', [], 'Active'],
    ['is active 14 days past due', 'Active', [late(14)], 'Active'],
    ['is warned 15 days past due', 'Active', [late(15)], 'Warned'],
    ['is warned 29 days past due', 'Warned', [late(29)], 'Warned'],
    ['is disabled 30 days past due', 'Warned', [late(30)], 'Disabled'],
    ['follows the oldest unpaid invoice', 'Active', [late(2), late(31), late(16)], 'Disabled'],
    ['goes back a step when the oldest is paid', 'Disabled', [late(16), late(31, { amountDueMinor: 0n })], 'Warned'],
    ['is cleared when all is paid', 'Disabled', [late(31, { amountDueMinor: 0n })], 'Active'],
    ['is cleared when what is left is not that late', 'Disabled', [late(3)], 'Active'],
    ['is cleared by a dispute', 'Disabled', [late(40, { disputedAt: new Date(0) })], 'Active'],
    ['is cleared when the invoice is made void', 'Warned', [late(20, { voidedAt: new Date(0) })], 'Active'],
    ['is not made worse while a query is open', 'Active', [late(40, { hasOpenQuery: true })], 'Active'],
    ['stays as it is while a query is open', 'Warned', [late(40, { hasOpenQuery: true })], 'Warned'],
    ['is not made worse while a payment is under way', 'Warned', [late(31, { hasLivePayment: true })], 'Warned'],
    ['is made worse by what nobody asks about', 'Warned', [late(31), late(40, { hasOpenQuery: true })], 'Disabled'],
  ])('%s', (_name, current, invoices, standing) => {
    expect(standingOf(current, invoices, TODAY)).toBe(standing);
  });
});
