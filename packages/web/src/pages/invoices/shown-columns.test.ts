import { expect, it } from 'vitest';
import type { InvoiceColumn } from './invoice-columns.ts';
import { hiddenAfter } from './shown-columns.ts';

const columns: readonly InvoiceColumn[] = [
  { key: 'invoiceId', heading: { id: 'id' }, least: 0, share: 1, isFixed: true },
  { key: 'billingProfile', heading: { id: 'profile' }, least: 0, share: 1 },
  { key: 'amount', heading: { id: 'amount' }, least: 0, share: 1 },
  { key: 'type', heading: { id: 'type' }, least: 0, share: 1 },
];
const ofOneProfile = columns.filter(({ key }) => key !== 'billingProfile');

it('hides what was not chosen, and never the column that names the row', () => {
  expect(hiddenAfter('', ['amount'], columns)).toEqual(['billingProfile', 'type']);
});

it('leaves the billing profile of the account-wide list alone when the columns of one profile are chosen', () => {
  const shown = ofOneProfile.map(({ key }) => key);
  expect(hiddenAfter('', shown, ofOneProfile)).toEqual([]);
  expect(hiddenAfter('billingProfile,type', shown, ofOneProfile)).toEqual(['billingProfile']);
});
