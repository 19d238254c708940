import { describe, expect, it } from 'vitest';
import { removeOneTimeMethods } from '../../src/app/payment-methods/remove-one-time-methods.ts';
import { newId } from '../../src/db/new-id.ts';
import { buildServer } from '../../src/http/server.ts';
import { aLooseCard } from '../support/loose-card.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { anIssuer, aPerson, aRole } from '../support/people.ts';

const server = await payingServer();
const { app, wiring, sandbox, owner, account, captured } = server;
const { db } = wiring.database;
const kroner = (value: number) => ({ currency: 'NOK', value });

/** As a browser without any session asks. */
const ask = (what: string, payload: object, from = app) =>
  from.inject({ method: 'POST', url: `/providers/Microsoft.Billing/payLinks/${what}?${OWN}`, payload });
const make = (invoice: string, body: object = {}, options = {}) =>
  server.post(`/invoices/${invoice}/payLink`, body, options);

async function aLink(invoice: string, body: object = {}) {
  const made = await make(invoice, body);
  expect(made.statusCode).toBe(200);
  const { id, url } = made.json() as { id: string; url: string };
  return { id, token: url.split('#')[1] ?? '' };
}

async function payBy(token: string, number?: string, more: object = {}) {
  const gatewayPaymentMethodId = await aLooseCard(sandbox, number);
  return ask('pay', { token, gatewayPaymentMethodId, idempotencyKey: newId(), ...more });
}

const revoke = (invoice: string, id: string, options = {}) =>
  server.post(`/invoices/${invoice}/payLinks/${id}/revoke`, {}, options);
const statusOf = async (invoice: string) => (await server.get(`/invoices/${invoice}`)).json().properties.status;

describe('a pay link', () => {
  it('shows the invoice to whoever holds it, pays it once without signing in, and then says that it is paid', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 400_00n });
    const { token } = await aLink(invoice);
    const shown = await ask('open', { token });
    expect(shown.json()).toMatchObject({
      seller: 'Nordlys Cloud AS',
      invoiceNumber: invoice,
      displayStatus: 'Due',
      totalAmount: kroner(400),
      amountDue: kroner(400),
      amount: kroner(400),
      canPay: true,
      lines: [{ description: 'Compute', amount: kroner(400) }],
      gateway: { isSandbox: true },
    });
    const paid = await payBy(token, undefined, { payerName: 'Per Payer' });
    expect(paid.json()).toMatchObject({ outcome: 'succeeded', amount: kroner(400) });
    expect(await captured(invoice)).toEqual([400_00]);
    expect(await statusOf(invoice)).toBe('Paid');
    expect((await ask('open', { token })).json()).toMatchObject({
      displayStatus: 'Paid',
      canPay: false,
      reasonCode: 'AlreadyPaid',
      amount: kroner(0),
    });
    expect((await payBy(token)).json().error.code).toBe('InvoiceAlreadyPaid');
  });

  it('tells nothing of the account: no names, no ids, no other payments', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_00n });
    await server.pay(invoice, await aCard(wiring, sandbox, owner), { amount: kroner(100) });
    const { token } = await aLink(invoice);
    const text = (await ask('open', { token })).body;
    for (const secret of [
      owner.name,
      owner.email,
      account.name,
      account.billingAccountId,
      account.billingProfileId,
      '4242',
    ])
      expect(text).not.toContain(secret);
    expect(JSON.parse(text).amount).toEqual(kroner(400));
  });

  it('is in the activity log with the name that was typed, and the card is not kept', async () => {
    const invoice = await anInvoice(wiring, account);
    const { id, token } = await aLink(invoice);
    const gatewayPaymentMethodId = await aLooseCard(sandbox);
    const request = { token, gatewayPaymentMethodId, payerName: 'Per Payer', idempotencyKey: newId() };
    const paid = (await ask('pay', request)).json();
    const log = (await server.get('/activityLog')).json().value as Record<string, unknown>[];
    expect(log.find(({ resourceId }) => resourceId === paid.paymentId)).toMatchObject({
      action: 'invoice.pay',
      actor: 'Per Payer (pay link)',
    });
    const row = await db
      .selectFrom('activity_log')
      .select('facts')
      .where('resource_id', '=', paid.paymentId)
      .executeTakeFirstOrThrow();
    expect(row.facts).toMatchObject({ payLinkId: id });
    expect(log.find(({ resourceId }) => resourceId === id)).toMatchObject({
      action: 'payLink.create',
      actor: owner.name,
    });
    await removeOneTimeMethods({ db, gateway: sandbox.gateway, clock: wiring.clock });
    const card = await db
      .selectFrom('payment_method')
      .select('removed_at')
      .where('gateway_payment_method_id', '=', gatewayPaymentMethodId)
      .executeTakeFirstOrThrow();
    expect(card.removed_at).not.toBeNull();
  });

  it('of a fixed amount pays that and no more, and never more than is due', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 500_00n });
    const { token } = await aLink(invoice, { amount: kroner(300) });
    expect((await payBy(token)).json().amount).toEqual(kroner(300));
    expect((await ask('open', { token })).json()).toMatchObject({
      amountDue: kroner(200),
      amount: kroner(0),
      canPay: false,
    });
    // Another tab, opened before, with a key of its own.
    expect((await payBy(token)).json().error.code).toBe('InvoiceAlreadyPaid');
    expect(await captured(invoice)).toEqual([300_00]);
    const more = await aLink(invoice, { amount: kroner(150) });
    await server.pay(invoice, await aCard(wiring, sandbox, owner), { amount: kroner(100) });
    expect((await ask('open', { token: more.token })).json()).toMatchObject({ amount: kroner(100), canPay: true });
    expect((await payBy(more.token)).json().amount).toEqual(kroner(100));
    const other = await anInvoice(wiring, account, { amountMinor: 100_00n });
    expect((await make(other, { amount: kroner(100.01) })).json().error.code).toBe('AmountAboveDue');
    expect((await make(other, { amount: { currency: 'EUR', value: 1 } })).json().error.code).toBe('InvalidAmount');
  });

  it('that never was, has expired or was revoked is answered in one sentence', async () => {
    const invoice = await anInvoice(wiring, account);
    const { id, token } = await aLink(invoice);
    const { token: expiring } = await aLink(invoice, { expiresInDays: 1 });
    await revoke(invoice, id);
    const later = buildServer({ ...wiring, clock: () => new Date(Date.now() + 25 * 3_600_000) });
    const bodies = [
      await ask('open', { token: 'AAAAAAAAAAAAAAAAAAAAAA' }),
      await ask('open', { token }),
      await ask('open', { token: expiring }, later),
      await payBy(token),
      await ask('payment', { token, paymentId: newId() }),
    ].map((answer) => [answer.statusCode, answer.body]);
    await later.close();
    expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(bodies[0]?.[0]).toBe(404);
    expect((await server.get(`/invoices/${invoice}/payLinks`)).json().value).toMatchObject([
      { state: 'active' },
      { id, state: 'revoked' },
    ]);
  });

  it('takes the payer through the challenge of their bank, also when it is revoked meanwhile, but begins nothing new', async () => {
    const invoice = await anInvoice(wiring, account);
    const { id, token } = await aLink(invoice);
    const begun = (await payBy(token, '4000002760003184')).json();
    expect(begun).toMatchObject({ outcome: 'requires_action', nextAction: { type: 'useGatewaySdk' } });
    expect((await payBy(token)).json().error.code).toBe('PaymentInProgress');
    expect((await revoke(invoice, id)).json().state).toBe('revoked');
    const payment = { token, paymentId: begun.paymentId };
    expect((await ask('payment', payment)).json().outcome).toBe('requires_action');
    expect((await ask('cancel', payment)).json().outcome).toBe('canceled');
    expect((await payBy(token)).json().error.code).toBe('PayLinkNotFound');
    expect(await captured(invoice)).toEqual([]);
  });

  it('two people paying by one link at once charge it once', async () => {
    const invoice = await anInvoice(wiring, account);
    const { token } = await aLink(invoice);
    const answers = await Promise.all([
      payBy(token),
      payBy(token),
      server.pay(invoice, await aCard(wiring, sandbox, owner)),
    ]);
    expect(await captured(invoice)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  it('sent again with the same key is the same payment; with another card under that key it is refused', async () => {
    const invoice = await anInvoice(wiring, account);
    const { token } = await aLink(invoice);
    const request = { token, gatewayPaymentMethodId: await aLooseCard(sandbox), idempotencyKey: newId() };
    const [first, again] = [await ask('pay', request), await ask('pay', request)];
    expect(again.json()).toEqual(first.json());
    const other = { ...request, gatewayPaymentMethodId: await aLooseCard(sandbox) };
    expect((await ask('pay', other)).json().error.code).toBe('IdempotencyKeyReused');
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('says why a card was declined, takes another, and is no place to try out many', async () => {
    const invoice = await anInvoice(wiring, account);
    const { token } = await aLink(invoice);
    const declined = (await payBy(token, '4000000000009995')).json();
    expect(declined).toMatchObject({ outcome: 'declined', decline: { code: 'insufficient_funds' } });
    for (let tries = 1; tries < 10; tries += 1) await payBy(token, '4000000000000002');
    const refused = await payBy(token);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '3600']);
    expect(await captured(invoice)).toEqual([]);
  });

  it('takes no card that is somebody’s, and none that nobody has', async () => {
    const invoice = await anInvoice(wiring, account);
    const { token } = await aLink(invoice);
    const card = await aCard(wiring, sandbox, owner);
    const saved = await db
      .selectFrom('payment_method')
      .select('gateway_payment_method_id')
      .where('payment_method_id', '=', card)
      .executeTakeFirstOrThrow();
    for (const gatewayPaymentMethodId of [saved.gateway_payment_method_id, 'pm_nobody', card]) {
      const refused = await ask('pay', { token, gatewayPaymentMethodId, idempotencyKey: newId() });
      expect(refused.json().error.code).toBe('PaymentMethodNotFound');
    }
    expect(await captured(invoice)).toEqual([]);
  });

  it('opens only its own payments', async () => {
    const [one, other] = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
    const [first, second] = [await aLink(one), await aLink(other)];
    const { paymentId } = (await payBy(first.token)).json();
    expect((await ask('payment', { token: second.token, paymentId })).statusCode).toBe(404);
    expect((await ask('payment', { token: first.token, paymentId })).json().outcome).toBe('succeeded');
  });
});

describe('who makes and revokes pay links', () => {
  it('those who may pay, and the issuer; a reader sees them and may not; strangers find nothing', async () => {
    const invoice = await anInvoice(wiring, account);
    const [reader, stranger, issuer] = [await aPerson(wiring), await aPerson(wiring), await anIssuer(wiring)];
    await aRole(wiring, account, reader, 'Billing profile reader', { onProfile: true });
    const { id } = await aLink(invoice);
    expect((await make(invoice, {}, { as: issuer })).statusCode).toBe(200);
    expect((await make(invoice, {}, { as: reader })).statusCode).toBe(403);
    expect((await make(invoice, {}, { as: stranger })).statusCode).toBe(404);
    expect((await revoke(invoice, id, { as: reader })).statusCode).toBe(403);
    expect((await server.get(`/invoices/${invoice}/payLinks`, reader)).json().value).toHaveLength(2);
    expect((await server.get(`/invoices/${invoice}/payLinks`, stranger)).statusCode).toBe(404);
    expect((await revoke(invoice, id)).json().state).toBe('revoked');
    expect((await revoke(invoice, id)).json().state).toBe('revoked');
  });

  it('asked again with the same key make the same link, whose token is kept nowhere', async () => {
    const invoice = await anInvoice(wiring, account);
    const [first, again, other] = [
      await make(invoice, {}, { key: 'one-press' }),
      await make(invoice, {}, { key: 'one-press' }),
      await make(invoice, {}, { key: 'another-press' }),
    ];
    expect(again.json()).toEqual(first.json());
    expect(other.json().url).not.toBe(first.json().url);
    const token = first.json().url.split('#')[1];
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    const { rows } = await wiring.database.pool.query('select to_jsonb(l)::text as text from pay_link l');
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
