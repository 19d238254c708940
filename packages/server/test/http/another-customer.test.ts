import { readFileSync } from 'node:fs';
import { assert } from '@betalt/core/shared/assert.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCreditNote, moneyOnAccount } from '../support/credits.ts';
import { invoiceOver } from '../support/issue-orders.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN } from '../support/paying.ts';
import { anAccount, aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';
import { refundingServer } from '../support/refunding.ts';

/**
 * Every operation of the OpenAPI document on one customer's resources, asked by somebody of another customer, in two ways: at the
 * address of the account that they have no role on, and at the address of their own with the names of the other's resources.
 */
const server = await refundingServer();
const { app, wiring, account, owner, sandbox } = server;
const { db } = wiring.database;
const ACCOUNT = '/providers/Microsoft.Billing/billingAccounts/{billingAccountName}';
const DOCUMENT = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'));
const OPERATIONS = Object.entries(DOCUMENT.paths as Record<string, Record<string, object>>)
  .filter(([path]) => path.startsWith(ACCOUNT))
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method, path] as const));

type Names = Record<string, string>;
let theirs: Names;
let own: Names;
let stranger: TestPerson;
let reader: TestPerson;
let ownCard: string;

beforeAll(async () => {
  stranger = await aPerson(wiring, { name: 'Stian Stranger' });
  reader = await aPerson(wiring, { name: 'Lise Leser' });
  await aRole(wiring, account, reader, 'Billing account reader');
  const other = await anAccount(wiring, stranger, { companyName: 'Vest Data AS' });
  ownCard = await aCard(wiring, sandbox, stranger);
  await aCreditNote(server, 50_00n);
  await moneyOnAccount(wiring, account, 70_00n);
  theirs = await everything();
  const { rows } = await server.database.pool.query<{ profile: string; section: string }>(
    `select p.name as profile, s.name as section from billing_profile p
     join invoice_section s using (billing_account_id, billing_profile_id) where billing_account_id = $1`,
    [other.billingAccountId],
  );
  const [names] = rows;
  assert(names !== undefined, 'an account has a profile with a section');
  own = {
    billingAccountName: other.name,
    billingProfileName: names.profile,
    invoiceSectionName: names.section,
    invoiceName: 'OWN-INVOICE',
  };
}, 60_000);

/** One of each resource of the first account, by the name of its parameter. */
async function everything(): Promise<Names> {
  const invoiceName = await anInvoice(wiring, account, { amountMinor: 90_00n });
  const paid = await server.paidInvoice();
  const refund = await server.post(`/payments/${paid.payment}/refund`, {
    amount: { currency: 'NOK', value: 10 },
    reason: 'x',
  });
  const disputed = await server.paidInvoice();
  await server.dispute(disputed.payment);
  await server.tell();
  const { dispute_id } = await db.selectFrom('dispute').select('dispute_id').executeTakeFirstOrThrow();
  await server.post(`/invoices/${invoiceName}/query`, { text: 'Why?' }, { as: owner });
  const { query_id } = await db.selectFrom('invoice_query').select('query_id').executeTakeFirstOrThrow();
  await server.post(`/invoices/${invoiceName}/payLink`, {}, { as: owner });
  const { pay_link_id } = await db.selectFrom('pay_link').select('pay_link_id').executeTakeFirstOrThrow();
  const hook = await app.inject({
    method: 'PUT',
    url: `${server.base}/webhookEndpoints/hooks?${OWN}`,
    headers: bearer(owner),
    payload: { properties: { url: 'https://hooks.example.com/' } },
  });
  assert(hook.statusCode < 300, hook.body);
  await server.post('/webhookEndpoints/hooks/test', undefined, { as: owner });
  const delivery = await db.selectFrom('webhook_delivery').select('webhook_delivery_id').executeTakeFirstOrThrow();
  const profile = await db
    .selectFrom('billing_profile')
    .select('name')
    .where('billing_profile_id', '=', account.billingProfileId)
    .executeTakeFirstOrThrow();
  const section = await db
    .selectFrom('invoice_section')
    .select('name')
    .where('billing_account_id', '=', account.billingAccountId)
    .executeTakeFirstOrThrow();
  const paymentMethodName = await aCard(wiring, sandbox, owner);
  await app.inject({
    method: 'PUT',
    url: `${server.base}/billingProfiles/${profile.name}/paymentMethodLinks/${paymentMethodName}?${OWN}`,
    headers: bearer(owner),
    payload: { properties: {} },
  });
  return {
    billingAccountName: account.name,
    billingProfileName: profile.name,
    invoiceSectionName: section.name,
    invoiceName,
    documentName: 'original',
    paymentName: paid.payment,
    refundName: refund.json().name,
    disputeName: dispute_id,
    queryId: query_id,
    payLinkName: pay_link_id,
    webhookEndpointName: 'hooks',
    deliveryName: delivery.webhook_delivery_id,
    paymentMethodName,
  };
}

/** A body that the operation takes, about the invoices of the first account. */
function bodyOf(path: string): object | string | undefined {
  const last = path.split('/').at(-1) ?? '';
  const { invoiceName = '' } = theirs;
  const paymentMethodId = `/providers/Microsoft.Billing/paymentMethods/${ownCard}`;
  const bodies: Record<string, object | string> = {
    creditNote: { reason: 'x' },
    correct: { reason: 'x', invoice: invoiceOver(1) },
    void: { reason: 'x' },
    writeOff: { reason: 'x' },
    refund: { reason: 'x' },
    settle: { paidOut: true },
    query: { text: 'x' },
    answer: { text: 'x' },
    pay: { paymentMethodId },
    payLink: {},
    payInvoices: { paymentMethodId, invoices: [{ invoiceId: invoiceName }] },
    quote: { invoices: [{ invoiceId: invoiceName }] },
    place: { invoices: [{ invoiceId: invoiceName }] },
    automaticPayment: { enabled: true },
    checkAccess: { actions: ['invoice.read'] },
    '{webhookEndpointName}': { properties: { url: 'https://evil.example.com/' } },
    '{paymentMethodName}': { properties: {} },
  };
  return bodies[last];
}

async function ask(method: string, path: string, names: Names, person: TestPerson) {
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? 'none'));
  const isWrite = method !== 'get';
  const payload = isWrite ? bodyOf(path) : undefined;
  return app.inject({
    method: method as 'GET',
    url: `${url}?${OWN}`,
    headers: { ...bearer(person), 'content-type': 'application/json' },
    ...(payload === undefined ? (isWrite && method !== 'delete' ? { payload: {} } : {}) : { payload }),
  });
}

/** Everything of the first account that a stranger must not change, and a number for each row. */
async function state(): Promise<unknown> {
  const { rows } = await server.database.pool.query(
    `select (select jsonb_agg(to_jsonb(i) order by invoice_id) from invoice i where billing_account_id = $1) as invoices,
      (select count(*)::int from payment where billing_account_id = $1) as payments,
      (select jsonb_agg(to_jsonb(e) order by webhook_endpoint_id) from webhook_endpoint e where billing_account_id = $1) as endpoints,
      (select count(*)::int from invoice_query_message where billing_account_id = $1) as messages,
      (select jsonb_agg(to_jsonb(l) order by pay_link_id) from pay_link l where billing_account_id = $1) as links,
      (select jsonb_agg(to_jsonb(r) order by refund_id) from refund r where billing_account_id = $1) as refunds,
      (select jsonb_agg(to_jsonb(p) order by billing_profile_id) from billing_profile p where billing_account_id = $1) as profiles`,
    [account.billingAccountId],
  );
  return rows[0];
}

// Lists of a stranger's own account are their own.
const WITH_A_NAME = OPERATIONS.filter(([, path]) => path.slice(ACCOUNT.length).includes('{'));

describe('somebody of another customer', () => {
  it.each(OPERATIONS)('finds nothing at the address of the account: %s %s', async (method, path) => {
    const before = await state();
    const answer = await ask(method, path, theirs, stranger);
    expect([answer.statusCode, answer.json().error?.code]).toEqual([404, 'BillingAccountNotFound']);
    expect(await state()).toEqual(before);
  });

  it.each(WITH_A_NAME)('finds nothing of it at the address of their own: %s %s', async (method, path) => {
    const before = await state();
    const answer = await ask(method, path, { ...theirs, billingAccountName: own.billingAccountName ?? '' }, stranger);
    // An endpoint of that name is made, and removed, as their own; what only the issuer does is refused whether it is there or not.
    const isOwn = method !== 'get' && path.endsWith('{webhookEndpointName}');
    expect(isOwn ? [201, 204] : [403, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain(owner.name);
    expect(await state()).toEqual(before);
  });

  it('pays nothing of it by naming it in the body, with a resource id or without', async () => {
    const invoiceId = `${server.base}/invoices/${theirs.invoiceName}`;
    const paymentMethodId = `/providers/Microsoft.Billing/paymentMethods/${ownCard}`;
    const before = await state();
    const base = `/providers/Microsoft.Billing/billingAccounts/${own.billingAccountName}`;
    for (const named of [theirs.invoiceName, invoiceId])
      for (const path of [
        '/payInvoices',
        '/payInvoices/quote',
        `/billingProfiles/${own.billingProfileName}/credits/place`,
      ]) {
        const payload = { invoices: [{ invoiceId: named }], ...(path === '/payInvoices' ? { paymentMethodId } : {}) };
        const answer = await app.inject({
          method: 'POST',
          url: `${base}${path}?${OWN}`,
          headers: bearer(stranger),
          payload,
        });
        expect([path, answer.statusCode]).toEqual([path, 404]);
      }
    expect(await state()).toEqual(before);
  });
});

describe('who may only read the account', () => {
  it.each(OPERATIONS.filter(([method, path]) => method !== 'get' && !/checkAccess|quote|checkNow/.test(path)))(
    'changes nothing: %s %s',
    async (method, path) => {
      const before = await state();
      const answer = await ask(method, path, theirs, reader);
      expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([
        expect.toSatisfy((code: number) => code >= 400 && code < 500),
        expect.anything(),
      ]);
      expect(await state()).toEqual(before);
    },
  );
});
