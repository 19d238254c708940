import { assert } from '@betalt/core/shared/assert.ts';
import { describe, expect, it } from 'vitest';
import { issueInvoice } from '../../src/app/invoices/issue-invoice.ts';
import { readIssueOrder } from '../../src/app/invoices/read-issue-order.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { invoiceOver } from '../support/issue-orders.ts';
import { OWN, onNewAccount, payingServer } from '../support/paying.ts';
import { anIssuer, aProfile, bearer, type TestAccount } from '../support/people.ts';

const server = await payingServer();
const { wiring } = server;
const kroner = (value: number) => ({ currency: 'NOK', value });

interface Asked {
  readonly seller?: string;
  readonly credits?: string;
}

/** The JSON form of an invoice, or of a credit note for one. */
function documentOf(number: string, value: number, { seller = '999999999', credits }: Asked): object {
  const { dueOn, seller: nordlys, ...document } = invoiceOver(value);
  return {
    ...document,
    number,
    ...(credits === undefined ? { dueOn } : { kind: 'creditNote', precedingInvoices: [{ number: credits }] }),
    seller: { ...nordlys, companyId: { id: seller, scheme: '0192' } },
  };
}

/** Issues a document of so many kroner as an import would; with `credits` it is a credit note that names that invoice. */
async function issued(account: TestAccount, number: string, value: number, asked: Asked = {}) {
  const order = readIssueOrder(documentOf(number, value, asked));
  assert(order.ok, 'the document is a good one');
  const issuing = {
    issuer: { userId: newId(), name: 'Issuer' },
    at: wiring.clock(),
    action: 'invoice.import',
  } as const;
  const done = await inTransaction(wiring.database.db, (tx) => issueInvoice(tx, account, order.value, issuing));
  assert(done.ok, 'the document can be issued');
  return done.value.name;
}

describe('a credit note that comes before its invoice', () => {
  it('reduces the invoice when that comes, and nobody credits the same again', async () => {
    const { account, get, post } = await onNewAccount(server);
    await issued(account, 'N-1', 100, { credits: 'F-1' });
    await issued(account, 'F-1', 250);
    const { properties } = (await get('/invoices/F-1')).json();
    expect(properties).toMatchObject({ amountDue: kroner(150), creditNotes: [{ name: 'N-1', amountLeft: kroner(0) }] });
    const rest = await post('/invoices/F-1/creditNote', { reason: 'Wrong price' }, { as: await anIssuer(wiring) });
    expect(rest.json().properties.totalAmount).toEqual(kroner(-150));
  });

  it('for more than the invoice leaves the rest to use', async () => {
    const { account, get } = await onNewAccount(server);
    await issued(account, 'N-2', 300, { credits: 'F-2' });
    await issued(account, 'F-2', 250);
    expect((await get('/invoices/F-2')).json().properties.amountDue).toEqual(kroner(0));
    expect((await get('/invoices/N-2')).json().properties.amountDue).toEqual(kroner(-50));
  });

  it('of another seller, or in another profile, has nothing to do with it', async () => {
    const { account, get } = await onNewAccount(server);
    await issued(account, 'N-3', 100, { credits: 'F-3', seller: '888888888' });
    await issued(await aProfile(wiring, account, 'NOK'), 'N-4', 100, { credits: 'F-3' });
    await issued(account, 'F-3', 250);
    expect((await get('/invoices/F-3')).json().properties).toMatchObject({ amountDue: kroner(250), creditNotes: [] });
    expect((await get('/invoices/N-3')).json().properties.amountDue).toEqual(kroner(-100));
  });
});

describe('a credit note file for a void invoice', () => {
  it('is refused: nothing of that is owed, and credit for it would be a gift', async () => {
    const { account, post, get, app, base } = await onNewAccount(server);
    const issuer = await anIssuer(wiring);
    await issued(account, 'F-9', 250);
    expect((await post('/invoices/F-9/void', { reason: 'Wrong customer' }, { as: issuer })).statusCode).toBe(200);
    const [profile] = (await get('/billingProfiles')).json().value;
    const answer = await app.inject({
      method: 'POST',
      url: `${base}/billingProfiles/${profile.name}/importInvoices?${OWN}`,
      headers: { ...bearer(issuer), 'content-type': 'application/json' },
      payload: JSON.stringify(documentOf('N-9', 250, { credits: 'F-9' })),
    });
    expect(answer.body).toContain('credits-void-invoice');
    expect((await get('/invoices/N-9')).statusCode).toBe(404);
  });
});
