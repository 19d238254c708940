import { expect, it } from 'vitest';
import { type ActivityEntry, concernsInvoice } from './activity-of-invoice.ts';

it.each([
  ['its resource is the invoice', { resourceId: 'G1' }, true],
  ['its resource id ends with the invoice', { resourceId: '/billingAccounts/a/invoices/G1' }, true],
  [
    'a payment names it among others',
    { resourceId: 'p1', facts: { invoices: [{ name: 'G9' }, { name: 'G1' }] } },
    true,
  ],
  ['it is about another invoice', { resourceId: 'G11' }, false],
  ['it is about something else', { facts: { invoices: 'G1' } }, false],
] as const)('an entry concerns the invoice when %s: %o', (_why, facts, expected) => {
  expect(concernsInvoice(entry(facts as Partial<ActivityEntry>), 'G1')).toBe(expected);
});

function entry(facts: Partial<ActivityEntry>): ActivityEntry {
  return {
    eventId: 'e1',
    at: '2026-11-24T10:00:00Z',
    action: 'invoice.pay',
    actor: 'Kari Nordmann',
    result: 'Succeeded',
    facts: {},
    ...facts,
  };
}
