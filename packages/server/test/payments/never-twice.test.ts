import { afterEach, describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { applyGatewayEvents } from '../../src/app/payments/gateway-events.ts';
import { payerOf } from '../../src/app/payments/payer.ts';
import { payments } from '../../src/app/payments/payments.ts';
import { repairDuePayments } from '../../src/app/payments/repair-payments.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { aPerson, aRole } from '../support/people.ts';
import { WEBHOOK_SECRET } from '../support/test-sandbox.ts';

const server = await payingServer({ timeoutMs: 400 });
const { wiring, sandbox, owner, account, pay, get, captured } = server;
const { db } = wiring.database;

const invoiceOf = async (name: string) => (await get(`/invoices/${name}`)).json().properties;
const later = () => new Date(Date.now() + 3_600_000);
const repair = () => repairDuePayments({ db, gateway: sandbox.gateway, payments: wiring.payments, clock: later });

afterEach(async () => {
  expect((await checkLedger(db)).problems).toEqual([]);
});

describe('nothing is charged twice and nothing is lost', () => {
  it('two tabs paying one invoice charge it once', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const answers = await Promise.all([pay(invoice, card), pay(invoice, card)]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.statusCode === 409)?.json().error.code).toMatch(
      /PaymentInProgress|InvoiceAlreadyPaid/,
    );
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('a double click with one key is one payment, answered twice', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const answers = await Promise.all([1, 2, 3, 4].map(() => pay(invoice, card, { key: 'double-click' })));
    expect(new Set(answers.map((answer) => answer.json().name)).size).toBe(1);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('two administrators on two processes paying at once charge it once', async () => {
    const colleague = await aPerson(wiring);
    await aRole(wiring, account, colleague, 'Billing account owner');
    const other = payments({
      pool: wiring.database.pool,
      gateway: sandbox.gateway,
      clock: wiring.clock,
      onCommitted: () => undefined,
    });
    for (let round = 0; round < 10; round += 1) {
      const invoice = await anInvoice(wiring, account);
      const [mine, theirs] = [await aCard(wiring, sandbox, owner), await aCard(wiring, sandbox, colleague)];
      const actor = (person: typeof owner) => ({
        ...person,
        roles: [{ role: 'Billing account owner' as const }],
        issuerRoles: [],
      });
      const request = {
        billingAccountId: account.billingAccountId,
        agreementType: 'MicrosoftCustomerAgreement' as const,
        invoices: [{ name: invoice }],
      };
      const results = await Promise.all([
        wiring.payments.pay(payerOf(actor(owner)), { ...request, paymentMethodId: mine }),
        other.pay(payerOf(actor(colleague)), { ...request, paymentMethodId: theirs }),
      ]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(await captured(invoice)).toHaveLength(1);
    }
  });

  it.each([
    ['answers after our deadline', 'timeout_after'],
    ['answers 500 after charging', 'error_500_after'],
  ])(
    'when the gateway %s, the payment is unknown, holds the invoice, and is repaired to Paid',
    async (_what, fault) => {
      const invoice = await anInvoice(wiring, account);
      const card = await aCard(wiring, sandbox, owner);
      await sandbox.fault({ match: { path: '/v1/payment_intents', method: 'POST' }, fault, delayMs: 800, times: 1 });

      const answer = await pay(invoice, card);

      expect(answer.statusCode).toBe(202);
      expect(answer.headers.location).toContain('/operationResults/payment_');
      expect(await invoiceOf(invoice)).toMatchObject({
        displayStatus: 'Processing',
        payability: { canPay: false, reasonCode: 'PaymentProcessing' },
      });
      expect((await pay(invoice, card)).json().error.code).toBe('PaymentInProgress');

      await repair();
      expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
      expect(await captured(invoice)).toHaveLength(1);
    },
  );

  it.each([
    ['before it charges', 'reset_before'],
    ['after charging', 'reset_after'],
  ])(
    'when the gateway breaks the connection %s, it is charged once, by the SDK’s own retry or by the repair',
    async (_when, fault) => {
      const invoice = await anInvoice(wiring, account);
      await sandbox.fault({ match: { path: '/v1/payment_intents', method: 'POST' }, fault, times: 1 });
      expect([200, 202]).toContain((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode);
      await repair();
      expect(await captured(invoice)).toHaveLength(1);
      expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
    },
  );

  it('killed between asking and applying, the payment is found and the invoice becomes Paid', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    await payAndDieAt('apply', invoice, card);
    expect(await captured(invoice)).toHaveLength(1);
    expect(await invoiceOf(invoice)).toMatchObject({ displayStatus: 'Processing' });
    await repair();
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('killed between recording and asking, the payment is asked for once', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    await payAndDieAt('ask', invoice, card);
    expect(await captured(invoice)).toEqual([]);
    await repair();
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('an outage of the gateway before anything is asked releases the invoice and says that nothing was charged', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const { stripeGateway } = await import('../../src/gateways/stripe/stripe-gateway.ts');
    const nowhere = stripeGateway({
      secretKey: 'sk_test_betalt',
      webhookSecret: WEBHOOK_SECRET,
      baseUrl: 'http://127.0.0.1:9',
    });
    const offline = payments({
      pool: wiring.database.pool,
      gateway: nowhere,
      clock: wiring.clock,
      onCommitted: () => undefined,
    });
    const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
    const paid = await offline.pay(payerOf(actor), {
      billingAccountId: account.billingAccountId,
      agreementType: 'MicrosoftCustomerAgreement',
      invoices: [{ name: invoice }],
      paymentMethodId: card,
    });
    expect(paid.ok).toBe(true);
    expect((await get(`/payments/${paid.ok ? paid.value : ''}`)).json().properties.outcome).toBe('not_attempted');
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Due', payability: { canPay: true } });
  });

  it('a webhook settles a payment that nobody else brought home, once, however often it comes', async () => {
    const invoice = await anInvoice(wiring, account);
    await payAndDieAt('apply', invoice, await aCard(wiring, sandbox, owner));
    const [event] = (await sandbox.witness.events.list({ type: 'payment_intent.succeeded', limit: 1 })).data;
    const body = JSON.stringify(event);
    const signature = sandbox.witness.webhooks.generateTestHeaderString({ payload: body, secret: WEBHOOK_SECRET });
    const deliver = (headers: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: '/webhooks/stripe',
        headers: { 'content-type': 'application/json', ...headers },
        payload: body,
      });

    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver({ 'stripe-signature': signature })));
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([200]));
    const dependencies = { db, gateway: sandbox.gateway, payments: wiring.payments, clock: () => new Date() };
    expect(await applyGatewayEvents(dependencies)).toBe(1);
    expect(await applyGatewayEvents(dependencies)).toBe(0);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}] });
  });

  it('a forged, a stale and an unsigned webhook are refused and stored nowhere', async () => {
    const before = await db.selectFrom('gateway_event').select(db.fn.countAll().as('n')).executeTakeFirstOrThrow();
    const body = JSON.stringify({
      id: 'evt_forged',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: {} },
    });
    const sign = (secret: string, timestamp: number) =>
      sandbox.witness.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    const now = Math.floor(Date.now() / 1000);
    for (const signature of [
      sign('whsec_of_somebody_else', now),
      sign(WEBHOOK_SECRET, now - 3600),
      undefined,
      't=1,v1=zz',
    ]) {
      const headers = {
        'content-type': 'application/json',
        ...(signature === undefined ? {} : { 'stripe-signature': signature }),
      };
      expect(
        (await server.app.inject({ method: 'POST', url: '/webhooks/stripe', headers, payload: body })).statusCode,
      ).toBe(400);
    }
    expect(await db.selectFrom('gateway_event').select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).toEqual(
      before,
    );
  });

  it('a card that needs 3-D Secure holds the invoice, shows the challenge to its payer only, and is released when it is given up', async () => {
    const invoice = await anInvoice(wiring, account);
    const asked = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'));
    expect(asked.statusCode).toBe(202);
    expect(asked.json().properties).toMatchObject({
      outcome: 'requires_action',
      nextAction: { type: 'useGatewaySdk', clientSecret: expect.stringMatching(/^pi_.*_secret_/) },
    });
    const colleague = await aPerson(wiring);
    await aRole(wiring, account, colleague, 'Billing account owner');
    expect((await get(`/payments/${asked.json().name}`, colleague)).json().properties).not.toHaveProperty('nextAction');

    const cancel = await server.app.inject({
      method: 'POST',
      url: `${server.base}/payments/${asked.json().name}/cancel?api-version=2026-11-01-betalt`,
      headers: { authorization: `Bearer ${owner.token}` },
    });
    expect(cancel.json().properties.outcome).toBe('canceled');
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('a challenge that nobody answers expires, and the invoice can be paid again', async () => {
    const invoice = await anInvoice(wiring, account);
    await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'));
    await repair();
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Due', payability: { canPay: true } });
  });

  it('news that comes twice, or late, changes nothing', async () => {
    const invoice = await anInvoice(wiring, account);
    const paid = await pay(invoice, await aCard(wiring, sandbox, owner));
    const payment = paid.json();
    const reference = {
      billingAccountId: account.billingAccountId,
      paymentId: payment.name,
      attemptId: payment.properties.attempts[0].attemptId,
    };
    for (const outcome of ['succeeded', 'declined', 'unknown', 'processing', 'canceled'] as const) {
      expect(await wiring.payments.apply(reference, { outcome })).toEqual({ outcome: 'succeeded', changed: false });
    }
  });

  it('a late yes for an invoice that was paid meanwhile becomes money on account, and nothing is lost', async () => {
    const invoice = await anInvoice(wiring, account, { amountMinor: 90_00n });
    const asked = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'));
    const first = asked.json();
    const reference = {
      billingAccountId: account.billingAccountId,
      paymentId: first.name,
      attemptId: first.properties.attempts[0].attemptId,
    };
    await wiring.payments.apply(reference, { outcome: 'declined', declineCode: 'authentication_failed' });
    await pay(invoice, await aCard(wiring, sandbox, owner));
    await wiring.payments.apply(reference, { outcome: 'succeeded' });
    const onAccount = await db
      .selectFrom('posting')
      .select('amount_minor')
      .where('ledger_account', '=', 'money_on_account')
      .execute();
    expect(onAccount).toEqual([{ amount_minor: -90_00n }]);
    const told = await db
      .selectFrom('outbox_event')
      .select('facts')
      .where('type', '=', 'moneyOnAccount.received')
      .execute();
    expect(told.map(({ facts }) => facts)).toMatchObject([{ invoiceNames: [invoice] }]);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', amountDue: { value: 0 } });
  });
});

/** A process that is killed right before a pass: what it had committed stays, and nothing after it happens. */
async function payAndDieAt(pass: 'ask' | 'apply', invoice: string, card: string): Promise<void> {
  const killed = new Error('killed');
  const gateway = {
    ...sandbox.gateway,
    charge: async (order: Parameters<typeof sandbox.gateway.charge>[0]) => {
      if (pass === 'apply') await sandbox.gateway.charge(order);
      throw killed;
    },
  };
  const dying = payments({ pool: wiring.database.pool, gateway, clock: wiring.clock, onCommitted: () => undefined });
  const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
  const request = {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement' as const,
    invoices: [{ name: invoice }],
    paymentMethodId: card,
  };
  await expect(dying.pay(payerOf(actor), request)).rejects.toBe(killed);
}
