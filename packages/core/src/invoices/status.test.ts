import { describe, expect, it } from 'vitest';
import { calendarDate, calendarDateAt } from '../shared/calendar-date.ts';
import { displayStatus, invoiceStatus } from './status.ts';

const dueOn = calendarDate('2026-11-20');
const DAY_BEFORE = calendarDate('2026-11-19');
const DAY_AFTER = calendarDate('2026-11-21');
const AT = new Date('2026-11-01T10:00:00Z');
const UNPAID = { amountDueMinor: 1250n, totalMinor: 1250n };
const PART_PAID = { amountDueMinor: 250n, totalMinor: 1250n };
const PAID = { amountDueMinor: 0n, totalMinor: 1250n };
const CREDIT = { amountDueMinor: -1250n, totalMinor: -1250n };
const CREDIT_USED_IN_PART = { amountDueMinor: -250n, totalMinor: -1250n };
const CREDIT_USED = { amountDueMinor: 0n, totalMinor: -1250n };
const NOTHING = { amountDueMinor: 0n, totalMinor: 0n };

describe("an invoice's status", () => {
  it.each([
    ['unpaid', UNPAID, null, ['Due', 'Due', 'OverDue']],
    ['part-paid', PART_PAID, null, ['Due', 'Due', 'OverDue']],
    ['paid', PAID, null, ['Paid', 'Paid', 'Paid']],
    ['over nothing', NOTHING, null, ['Paid', 'Paid', 'Paid']],
    ['void and unpaid', UNPAID, AT, ['Void', 'Void', 'Void']],
    ['void and part-paid', PART_PAID, AT, ['Void', 'Void', 'Void']],
    ['void and paid', PAID, AT, ['Void', 'Void', 'Void']],
    ['void and over nothing', NOTHING, AT, ['Void', 'Void', 'Void']],
    ['a credit note that is not used', CREDIT, null, ['Other', 'Other', 'Other']],
    ['a credit note that is used in part', CREDIT_USED_IN_PART, null, ['Other', 'Other', 'Other']],
    ['a credit note that is used', CREDIT_USED, null, ['Paid', 'Paid', 'Paid']],
  ] as const)('%s, before, on and after the due date', (_, amounts, voidedAt, expected) => {
    const days = [DAY_BEFORE, dueOn, DAY_AFTER];
    expect(days.map((today) => invoiceStatus({ ...amounts, dueOn, voidedAt }, today))).toEqual(expected);
  });

  it("turns overdue at midnight of the account's own zone", () => {
    const facts = { ...UNPAID, dueOn, voidedAt: null };
    const instant = Date.parse('2026-11-20T18:00:00Z');
    expect(invoiceStatus(facts, calendarDateAt(instant, 'Europe/Oslo'))).toBe('Due');
    expect(invoiceStatus(facts, calendarDateAt(instant, 'Asia/Tokyo'))).toBe('OverDue');
  });
});

describe('what a person reads', () => {
  const states = {
    due: UNPAID,
    partPaid: PART_PAID,
    paid: PAID,
    nothing: NOTHING,
    credit: CREDIT,
    creditUsed: CREDIT_USED,
  };
  // [state, void, disputed, live payment] to [on the due date, the day after]
  it.each([
    ['due', false, false, false, 'Due', 'PastDue'],
    ['due', false, false, true, 'Processing', 'Processing'],
    ['due', false, true, false, 'Disputed', 'Disputed'],
    ['due', false, true, true, 'Disputed', 'Disputed'],
    ['partPaid', false, false, false, 'Due', 'PastDue'],
    ['partPaid', false, false, true, 'Processing', 'Processing'],
    ['partPaid', false, true, false, 'Disputed', 'Disputed'],
    ['partPaid', false, true, true, 'Disputed', 'Disputed'],
    ['paid', false, false, false, 'Paid', 'Paid'],
    ['paid', false, false, true, 'Paid', 'Paid'],
    ['paid', false, true, false, 'Disputed', 'Disputed'],
    ['paid', false, true, true, 'Disputed', 'Disputed'],
    ['nothing', false, false, false, 'Paid', 'Paid'],
    ['nothing', false, false, true, 'Paid', 'Paid'],
    ['nothing', false, true, false, 'Disputed', 'Disputed'],
    ['nothing', false, true, true, 'Disputed', 'Disputed'],
    ['due', true, false, false, 'Void', 'Void'],
    ['due', true, false, true, 'Void', 'Void'],
    ['due', true, true, false, 'Void', 'Void'],
    ['due', true, true, true, 'Void', 'Void'],
    ['paid', true, true, true, 'Void', 'Void'],
    ['credit', false, false, false, 'Credit', 'Credit'],
    ['creditUsed', false, false, false, 'CreditUsed', 'CreditUsed'],
    ['credit', true, false, false, 'Void', 'Void'],
  ] as const)('%s, void %s, disputed %s, paying %s: %s, then %s', (state, isVoid, isDisputed, isLive, on, after) => {
    const facts = {
      ...states[state],
      dueOn,
      voidedAt: isVoid ? AT : null,
      disputedAt: isDisputed ? AT : null,
      hasLivePayment: isLive,
    };
    expect([dueOn, DAY_AFTER].map((today) => displayStatus(facts, today))).toEqual([on, after]);
  });
});
