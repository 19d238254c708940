import { assert } from '@betalt/core/shared/assert.ts';
import { describe, expect, it } from 'vitest';
import { issueInvoice } from '../../src/app/invoices/issue-invoice.ts';
import { readIssueOrder } from '../../src/app/invoices/read-issue-order.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { invoiceOver } from '../support/issue-orders.ts';
import { anInvoice } from '../support/payables.ts';
import { onNewAccount, payingServer } from '../support/paying.ts';
import { anIssuer, type TestAccount } from '../support/people.ts';

const shared = await payingServer();
const { wiring } = shared;
const REASON = { reason: 'Wrong price' };

async function issued(account: TestAccount, document: object): Promise<string> {
  const order = readIssueOrder(document);
  assert(order.ok, 'the document is a good one');
  const issuing = { issuer: { userId: newId(), name: 'Issuer' }, at: wiring.clock(), action: 'invoice.issue' } as const;
  const done = await inTransaction(wiring.database.db, (tx) => issueInvoice(tx, account, order.value, issuing));
  assert(done.ok, 'the document can be issued');
  return done.value.name;
}

describe('a credit note by amount', () => {
  it.each([
    ['JPY', 1000n, 333, 667],
    ['KWD', 10_000n, 3.333, 6.667],
    ['ISK', 1000n, 333, 667],
  ])(
    'in %s takes its minor units, and the next the rest to the last of them',
    async (currency, amountMinor, part, rest) => {
      const { account, post, get } = await onNewAccount(shared, { currency });
      const as = await anIssuer(wiring);
      const name = await anInvoice(wiring, account, { amountMinor });
      const first = await post(
        `/invoices/${name}/creditNote`,
        { ...REASON, amount: { currency, value: part } },
        { as },
      );
      expect(first.json().properties.totalAmount).toEqual({ currency, value: -part });
      expect((await get(`/invoices/${name}`)).json().properties.amountDue).toEqual({ currency, value: rest });
      const finer = part + 0.0001;
      const refused = await post(
        `/invoices/${name}/creditNote`,
        { ...REASON, amount: { currency, value: finer } },
        { as },
      );
      expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'InvalidAmount']);
      const second = await post(`/invoices/${name}/creditNote`, REASON, { as });
      expect(second.json().properties.totalAmount).toEqual({ currency, value: -rest });
      expect((await get(`/invoices/${name}`)).json().properties.amountDue).toEqual({ currency, value: 0 });
    },
  );
});

describe('a credit note for the whole', () => {
  it.each([
    ['rounded up', '99.60', '0.40', '100.00'],
    ['rounded down', '100.40', '-0.40', '100.00'],
  ])('of an invoice that was %s takes the rounding back too', async (_which, total, rounding, payable) => {
    const { account, post, get } = await onNewAccount(shared);
    const document = invoiceOver(Number(total));
    const name = await issued(account, { ...document, totals: { ...document.totals, rounding, payable } });
    const as = await anIssuer(wiring);
    const part = await post(
      `/invoices/${name}/creditNote`,
      { ...REASON, amount: { currency: 'NOK', value: 40 } },
      { as },
    );
    expect(part.statusCode).toBe(200);
    expect((await get(`/invoices/${name}`)).json().properties.amountDue.value).toBe(60);
    const rest = await post(`/invoices/${name}/creditNote`, REASON, { as });
    expect(rest.json().properties.amountDue).toEqual({ currency: 'NOK', value: 0 });
    expect((await get(`/invoices/${name}`)).json().properties.amountDue.value).toBe(0);
    expect((await post(`/invoices/${name}/creditNote`, REASON, { as })).json().error.code).toBe('NothingToCredit');
  });

  it('of an invoice with an allowance, a charge and a discount line takes back what it asked for', async () => {
    const { account, post, get } = await onNewAccount(shared);
    const document = invoiceOver(100);
    const [line] = document.lines;
    const allowancesCharges = [
      { isCharge: false, amount: '10.00', reason: 'Loyalty', taxCategory: 'O' },
      { isCharge: true, amount: '5.00', reason: 'Paper', taxCategory: 'O' },
    ];
    const lines = [line, { ...line, lineId: '2', name: 'Discount', quantity: '-1', unitPrice: '20.00', net: '-20.00' }];
    const name = await issued(account, {
      ...document,
      allowancesCharges,
      lines,
      taxSubtotals: document.taxSubtotals.map((each) => ({ ...each, taxable: '75.00' })),
      totals: {
        lineNet: '80.00',
        allowance: '10.00',
        charge: '5.00',
        taxExclusive: '75.00',
        tax: '0.00',
        taxInclusive: '75.00',
        payable: '75.00',
      },
    });
    const note = await post(`/invoices/${name}/creditNote`, REASON, { as: await anIssuer(wiring) });
    expect(note.json().properties).toMatchObject({ totalAmount: { value: -75 }, amountDue: { value: 0 } });
    expect((await get(`/invoices/${name}`)).json().properties.amountDue.value).toBe(0);
  });
});
