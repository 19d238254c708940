import { describe, expect, it } from 'vitest';
import { readTyped } from '../../components/amount-field/typed-amount.ts';
import { changedQuestion, firstQuestion, NOTHING_TYPED, type QuoteGroup, type Read, toPayOf } from './several-form.ts';

const read: Read = (typed, bounds) => readTyped(typed, bounds, '.');
const nok = (value: number) => ({ currency: 'NOK', value });

describe('what is asked first', () => {
  it('names the invoices that were chosen', () => {
    expect(firstQuestion({ kind: 'chosen', invoiceNames: ['G1', 'G2'] })).toEqual({
      invoices: [{ invoiceId: 'G1' }, { invoiceId: 'G2' }],
      credits: true,
    });
  });

  it('asks for all that is due, on the account or on one profile', () => {
    expect(firstQuestion({ kind: 'allDue', billingProfileId: undefined })).toEqual({ allDue: true, credits: true });
    expect(firstQuestion({ kind: 'allDue', billingProfileId: '/BP/p' })).toMatchObject({ billingProfileId: '/BP/p' });
  });
});

describe('what is asked when the payer has changed something', () => {
  it('is nothing while everything is as it was', () => {
    expect(changedQuestion(group, NOTHING_TYPED, read)).toBeUndefined();
    expect(changedQuestion(group, { ...NOTHING_TYPED, amounts: { G1: '100.00' } }, read)).toBeUndefined();
  });

  it('gives each amount, typed or whole', () => {
    expect(changedQuestion(group, { ...NOTHING_TYPED, amounts: { G1: '40' } }, read)).toEqual({
      invoices: [
        { invoiceId: '/G1', amount: nok(40) },
        { invoiceId: '/G2', amount: nok(50) },
      ],
      credits: true,
    });
  });

  it('leaves out what is left out', () => {
    expect(changedQuestion(group, { ...NOTHING_TYPED, leftOut: new Set(['G1']) }, read)).toEqual({
      invoices: [{ invoiceId: '/G2', amount: nok(50) }],
      credits: true,
    });
  });

  it('gives a lump sum to be shared by the server, oldest first', () => {
    expect(changedQuestion(group, { ...NOTHING_TYPED, how: 'lump', lump: '120' }, read)).toEqual({
      invoices: [{ invoiceId: '/G1' }, { invoiceId: '/G2' }],
      amount: nok(120),
      credits: true,
    });
  });

  it.each([
    ['an amount above what is due', { amounts: { G1: '100.01' } }],
    ['an amount that is none', { amounts: { G2: 'half' } }],
    ['a lump sum above all that is due', { how: 'lump' as const, lump: '150.01' }],
    ['no invoice at all', { leftOut: new Set(['G1', 'G2']) }],
  ])('is not asked with %s', (_what, change) => {
    expect(changedQuestion(group, { ...NOTHING_TYPED, ...change }, read)).toBe('unreadable');
  });
});

it('pays what the answer says, and of an invoice that gets nothing it pays nothing', () => {
  const [first, second] = group.invoices;
  if (!first || !second) throw new Error('the group has two');
  const split = {
    ...group,
    invoices: [
      { ...first, amount: nok(80) },
      { ...second, amount: nok(0) },
    ],
  };
  expect(toPayOf(split)).toEqual({
    currency: 'NOK',
    parts: [{ invoiceId: '/G1', invoiceName: 'G1', amount: 80 }],
    total: nok(80),
    credits: nok(30),
  });
  expect(toPayOf({ ...group, invoices: [{ ...second, amount: nok(0) }] })).toBeUndefined();
});

const group: QuoteGroup = {
  currency: 'NOK',
  invoices: [quoted('G1', 100), quoted('G2', 50)],
  total: nok(150),
  credits: nok(30),
  toPayByCard: nok(120),
  minimumAmount: nok(3),
  aboveCardLimit: false,
};

function quoted(invoiceName: string, due: number): QuoteGroup['invoices'][number] {
  return {
    invoiceId: `/${invoiceName}`,
    invoiceName,
    billingProfileId: '/BP/p',
    billingProfileDisplayName: 'Profile',
    dueDate: '2026-11-15T00:00:00Z',
    displayStatus: 'PastDue',
    amountDue: nok(due),
    amount: nok(due),
  };
}
