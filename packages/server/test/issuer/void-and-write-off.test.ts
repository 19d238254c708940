import { assert } from '@betalt/core/shared/assert.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { issueInvoice } from '../../src/app/invoices/issue-invoice.ts';
import { readIssueOrder } from '../../src/app/invoices/read-issue-order.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { invoiceOver } from '../support/issue-orders.ts';
import { anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { anIssuer, type TestPerson } from '../support/people.ts';

const server = await payingServer();
const { wiring, account } = server;
let issuer: TestPerson;

beforeAll(async () => {
  issuer = await anIssuer(wiring);
});

const REASON = { reason: 'Wrong price' };
const kroner = (value: number) => ({ currency: 'NOK', value });
const post = (path: string, payload: object = REASON) => server.post(path, payload, { as: issuer });
const invoice = async (name: string) => (await server.get(`/invoices/${name}`)).json().properties;

/** What the books hold of one ledger account, in minor units. */
async function booked(ledgerAccount: string): Promise<bigint> {
  const { rows } = await server.database.pool.query<{ sum: bigint }>(
    'select coalesce(sum(amount_minor), 0)::bigint as sum from posting where billing_account_id = $1 and ledger_account = $2',
    [account.billingAccountId, ledgerAccount],
  );
  return rows[0]?.sum ?? 0n;
}

/** An invoice over 100 kroner of which so much was paid before it was issued; answers its name. */
async function prepaidInvoice(prepaid: number): Promise<string> {
  const { totals, ...document } = invoiceOver(100);
  const order = readIssueOrder({
    ...document,
    totals: { ...totals, prepaid: prepaid.toFixed(2), payable: (100 - prepaid).toFixed(2) },
  });
  assert(order.ok, 'the document is a good one');
  const issuing = { issuer: { userId: newId(), name: 'Issuer' }, at: wiring.clock(), action: 'invoice.issue' } as const;
  const issued = await inTransaction(wiring.database.db, (tx) => issueInvoice(tx, account, order.value, issuing));
  assert(issued.ok, 'the document can be issued');
  return issued.value.name;
}

describe('an invoice that was written off', () => {
  it('can be made void, and the write-off goes with it', async () => {
    const before = await booked('write_off');
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await post(`/invoices/${name}/writeOff`);
    expect((await post(`/invoices/${name}/void`)).json().properties).toMatchObject({ status: 'Void' });
    expect(await booked('write_off')).toBe(before);
  });

  it('and is credited gives nobody money that nobody has paid', async () => {
    const before = await booked('write_off');
    const name = await anInvoice(wiring, account, { amountMinor: 400_00n });
    await post(`/invoices/${name}/writeOff`);
    const part = await post(`/invoices/${name}/creditNote`, { ...REASON, amount: kroner(150) });
    expect(part.json().properties).toMatchObject({ displayStatus: 'CreditUsed', amountDue: kroner(0) });
    expect((await booked('write_off')) - before).toBe(250_00n);
    const rest = await post(`/invoices/${name}/creditNote`);
    expect(rest.json().properties).toMatchObject({ displayStatus: 'CreditUsed', amountDue: kroner(0) });
    expect(await booked('write_off')).toBe(before);
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(0), creditAmount: kroner(400) });
  });
});

describe('an invoice that was prepaid', () => {
  it.each([40, 120])('with %i of 100 kroner is not made void, since that money has come', async (prepaid) => {
    const name = await prepaidInvoice(prepaid);
    const refused = await post(`/invoices/${name}/void`);
    expect([refused.statusCode, refused.json().error?.code]).toEqual([409, 'InvoiceHasPayments']);
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(Math.max(0, 100 - prepaid)) });
  });

  it('in part is credited whole: what was prepaid is credit to use', async () => {
    const name = await prepaidInvoice(40);
    const credited = await post(`/invoices/${name}/creditNote`);
    expect(credited.json().properties).toMatchObject({ totalAmount: kroner(-100), amountDue: kroner(-40) });
    expect(await invoice(name)).toMatchObject({ amountDue: kroner(0) });
  });
});
