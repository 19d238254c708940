import type { LightMyRequestResponse } from 'fastify';
import type Stripe from 'stripe';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { applyGatewayEvents } from '../../src/app/payments/gateway-events.ts';
import { payerOf } from '../../src/app/payments/payer.ts';
import { payments } from '../../src/app/payments/payments.ts';
import { repairDuePayments } from '../../src/app/payments/repair-payments.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { payingServer } from '../support/paying.ts';
import { WEBHOOK_SECRET } from '../support/test-sandbox.ts';

const server = await payingServer();
const { app, wiring, sandbox, owner, account, pay, get, captured } = server;
const { db, pool } = wiring.database;
const dependencies = { db, gateway: sandbox.gateway, payments: wiring.payments, clock: wiring.clock };

const invoiceOf = async (name: string) => (await get(`/invoices/${name}`)).json().properties;

afterEach(async () => {
  // What one test leaves unworked is not another's.
  while ((await applyGatewayEvents(dependencies)) > 0);
  expect((await checkLedger(db)).problems).toEqual([]);
});

function sign(body: string, timestamp = Math.floor(Date.now() / 1_000), secret = WEBHOOK_SECRET): string {
  return sandbox.witness.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
}

function deliver(body: string, signature = sign(body)): Promise<LightMyRequestResponse> {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return app.inject({ method: 'POST', url: '/webhooks/stripe', headers, payload: body });
}

/** The gateway's events about the payments of an invoice, oldest first, as webhooks carry them. */
async function eventsOf(invoice: string): Promise<Stripe.Event[]> {
  const found: Stripe.Event[] = [];
  for await (const event of sandbox.witness.events.list({ limit: 100 })) {
    if (JSON.stringify(event.data.object).includes(`"Invoice ${invoice}"`)) found.unshift(event);
  }
  return found.filter(({ type }) => type.startsWith('payment_intent.'));
}

async function eventOf(invoice: string, type: string): Promise<Stripe.Event> {
  const event = (await eventsOf(invoice)).find((each) => each.type === type);
  if (event === undefined) throw new Error(`the sandbox has no ${type} for ${invoice}`);
  return event;
}

/** Charges at the gateway and dies before the answer is applied: what happened is known by webhook only. */
async function chargeUnheard(invoice: string, token = 'pm_card_visa'): Promise<void> {
  const killed = new Error('killed');
  const gateway = {
    ...sandbox.gateway,
    charge: async (order: Parameters<typeof sandbox.gateway.charge>[0]) => {
      await sandbox.gateway.charge(order);
      throw killed;
    },
  };
  await expect(payWith(gateway, invoice, token)).rejects.toBe(killed);
}

async function payWith(gateway: typeof sandbox.gateway, invoice: string, token = 'pm_card_visa'): Promise<void> {
  const own = payments({ pool, gateway, clock: wiring.clock, onCommitted: () => undefined });
  const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
  await own.pay(payerOf(actor), {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement',
    invoices: [{ name: invoice }],
    paymentMethodId: await aCard(wiring, sandbox, owner, token),
  });
}

/** Everything about an invoice's payments that a webhook could change. */
async function stateOf(invoice: string) {
  const { rows } = await pool.query(
    `select (select jsonb_agg(to_jsonb(p) - 'checks' - 'next_check_at' order by p.payment_id) from payment p
        join allocation a using (billing_account_id, payment_id) join invoice i using (billing_account_id, invoice_id) where i.name = $1) as payments,
      (select jsonb_agg(to_jsonb(i)) from invoice i where i.name = $1) as invoice,
      (select count(*) from journal_entry j join allocation a using (billing_account_id, payment_id)
        join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id where i.name = $1) as entries,
      (select count(*) from outbox_event o where o.facts -> 'invoiceNames' ? $1) as events`,
    [invoice],
  );
  return rows[0];
}

async function journalEntriesOf(invoice: string): Promise<number> {
  return Number((await stateOf(invoice)).entries);
}

async function storedTimes(eventId: string): Promise<number> {
  return (await db.selectFrom('gateway_event').select('event_id').where('event_id', '=', eventId).execute()).length;
}

async function waitingJobs(): Promise<number> {
  const { rows } = await pool.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'apply_gateway_events' and locked_at is null`,
  );
  return rows.length;
}

describe('1,000 duplicates of one event', () => {
  it('change nothing: one row, one entry, one job, and the payment as it was', async () => {
    const invoice = await anInvoice(wiring, account);
    await chargeUnheard(invoice);
    const event = await eventOf(invoice, 'payment_intent.succeeded');
    const body = JSON.stringify(event);
    expect((await deliver(body)).statusCode).toBe(200);
    expect(await applyGatewayEvents(dependencies)).toBe(1);
    const before = await stateOf(invoice);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
    await pool.query(`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`);

    let left = 1_000;
    const statuses = new Set<number>();
    const sender = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        statuses.add((await deliver(body)).statusCode);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));

    expect([...statuses]).toEqual([200]);
    expect(await storedTimes(event.id)).toBe(1);
    // Nothing new was stored, so nobody is asked to work.
    expect(await waitingJobs()).toBe(0);
    expect(await applyGatewayEvents(dependencies)).toBe(0);
    expect(await stateOf(invoice)).toEqual(before);
    expect(await journalEntriesOf(invoice)).toBe(1);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('that come before anybody has worked on the first are worked on once', async () => {
    const invoice = await anInvoice(wiring, account);
    await chargeUnheard(invoice);
    const event = await eventOf(invoice, 'payment_intent.succeeded');
    const body = JSON.stringify(event);
    const answers = await Promise.all(Array.from({ length: 64 }, () => deliver(body)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(await waitingJobs()).toBe(1);
    const taken = await Promise.all([1, 2, 3].map(() => applyGatewayEvents(dependencies)));
    expect(taken.reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await journalEntriesOf(invoice)).toBe(1);
  });
});

it('a webhook is answered while the work on the one before it still waits for the gateway', async () => {
  const invoice = await anInvoice(wiring, account);
  await chargeUnheard(invoice);
  const [first, ...others] = [
    await eventOf(invoice, 'payment_intent.succeeded'),
    ...copies(await eventOf(invoice, 'payment_intent.created'), 20),
  ];
  await deliver(JSON.stringify(first));
  await sandbox.fault({
    match: { path: '/v1/payment_intents', method: 'GET' },
    fault: 'delay',
    delayMs: 3_000,
    times: 20,
  });
  onTestFinished(
    async () =>
      void (await fetch(`${sandbox.url}/sandbox/faults`, {
        method: 'DELETE',
        headers: { authorization: 'Bearer sk_test_betalt' },
      })),
  );
  let isWorking = true;
  const work = applyGatewayEvents(dependencies).finally(() => {
    isWorking = false;
  });
  for (const event of others) expect((await deliver(JSON.stringify(event))).statusCode).toBe(200);
  expect(isWorking).toBe(true);
  await work;
  expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
});

it('a payment about which the gateway is slow does not keep the others from being settled', async () => {
  const [slow, quick] = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
  for (const invoice of [slow, quick]) {
    await chargeUnheard(invoice);
    await deliver(JSON.stringify(await eventOf(invoice, 'payment_intent.succeeded')));
  }
  const held = Promise.withResolvers<void>();
  const gateway = {
    ...sandbox.gateway,
    recoverCharge: async (order: Parameters<typeof sandbox.gateway.recoverCharge>[0]) => {
      if (order.description === `Invoice ${slow}`) await held.promise;
      return sandbox.gateway.recoverCharge(order);
    },
  };
  const work = applyGatewayEvents({ ...dependencies, gateway });
  await expect.poll(async () => (await invoiceOf(quick)).status, { timeout: 10_000 }).toBe('Paid');
  expect((await invoiceOf(slow)).status).not.toBe('Paid');
  held.resolve();
  await work;
  expect((await invoiceOf(slow)).status).toBe('Paid');
});

/** Events about the same object that are not duplicates. */
function copies(event: Stripe.Event, count: number): Stripe.Event[] {
  return Array.from({ length: count }, (_, index) => ({ ...event, id: `${event.id}_${index}` }));
}

describe('a signature', () => {
  it.each([
    ['of more than five minutes ago', (body: string) => sign(body, Math.floor(Date.now() / 1_000) - 301)],
    ['by another secret', (body: string) => sign(body, undefined, 'whsec_of_somebody_else')],
    ['of the body with one byte changed', (body: string) => sign(body.replace('"Invoice', '"invoice'))],
    ['of the body with a space at its end', (body: string) => sign(`${body} `)],
    ['cut short', (body: string) => sign(body).slice(0, -1)],
    ['without its time', (body: string) => sign(body).replace(/t=\d+,/, '')],
    [
      'with the time of now and the sum of an hour ago',
      (body: string) =>
        sign(body, Math.floor(Date.now() / 1_000) - 3_600).replace(/t=\d+/, `t=${Math.floor(Date.now() / 1_000)}`),
    ],
  ])('%s is refused, and its event is not stored', async (_what, signed) => {
    const invoice = await anInvoice(wiring, account);
    await chargeUnheard(invoice);
    const event = await eventOf(invoice, 'payment_intent.succeeded');
    const body = JSON.stringify(event);
    const refused = await deliver(body, signed(body));
    expect(refused.statusCode).toBe(400);
    expect(refused.json().error.code).toBe('WebhookSignatureInvalid');
    expect(await storedTimes(event.id)).toBe(0);
    // The same body with its own signature is welcome: it was the signature.
    expect((await deliver(body)).statusCode).toBe(200);
  });
});

describe('the order of news', () => {
  it('webhook first: it comes before the direct answer, and the invoice is paid once', async () => {
    const invoice = await anInvoice(wiring, account);
    const gateway = {
      ...sandbox.gateway,
      charge: async (order: Parameters<typeof sandbox.gateway.charge>[0]) => {
        const result = await sandbox.gateway.charge(order);
        await deliver(JSON.stringify(await eventOf(invoice, 'payment_intent.succeeded')));
        expect(await applyGatewayEvents(dependencies)).toBe(1);
        expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
        return result;
      },
    };
    await payWith(gateway, invoice);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}] });
    expect(await journalEntriesOf(invoice)).toBe(1);
  });

  it('webhook last: it comes after the direct answer, and changes nothing', async () => {
    const invoice = await anInvoice(wiring, account);
    await pay(invoice, await aCard(wiring, sandbox, owner));
    const before = await stateOf(invoice);
    for (const event of await eventsOf(invoice)) await deliver(JSON.stringify(event));
    expect(await applyGatewayEvents(dependencies)).toBeGreaterThan(0);
    expect(await stateOf(invoice)).toEqual(before);
  });

  it('webhook twice: under two ids, as a second endpoint would send it, it is worked on twice and settles once', async () => {
    const invoice = await anInvoice(wiring, account);
    await chargeUnheard(invoice);
    const event = await eventOf(invoice, 'payment_intent.succeeded');
    for (const each of copies(event, 2)) await deliver(JSON.stringify(each));
    expect(await applyGatewayEvents(dependencies)).toBe(2);
    expect(await journalEntriesOf(invoice)).toBe(1);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}] });
  });

  it('webhook never: the schedule of checks settles it all the same', async () => {
    const invoice = await anInvoice(wiring, account);
    await chargeUnheard(invoice);
    const later = () => new Date(Date.now() + 3_600_000);
    await repairDuePayments({ ...dependencies, clock: later });
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
    expect(await journalEntriesOf(invoice)).toBe(1);
  });

  it.each([
    ['reversed', (events: Stripe.Event[]) => events.toReversed()],
    [
      'all of the same second',
      (events: Stripe.Event[]) => events.map((event) => ({ ...event, created: 1_764_000_000 })),
    ],
    [
      'reversed and all of the same second',
      (events: Stripe.Event[]) => events.toReversed().map((event) => ({ ...event, created: 1_764_000_000 })),
    ],
  ])('events %s: a decline that was followed by a yes is Paid, once', async (_how, reorder) => {
    const invoice = await anInvoice(wiring, account);
    await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail'));
    await chargeUnheard(invoice);
    const events = reorder(await eventsOf(invoice));
    expect(new Set(events.map(({ type }) => type))).toContain('payment_intent.payment_failed');
    for (const event of events) await deliver(JSON.stringify(event));
    while ((await applyGatewayEvents(dependencies)) > 0);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}], failedPayments: [{}] });
    expect(await journalEntriesOf(invoice)).toBe(1);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('an event about something that is not ours is stored, and asks nothing of the gateway', async () => {
    const foreign = {
      id: 'evt_foreign',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_foreign', metadata: {} } },
    };
    expect((await deliver(JSON.stringify(foreign))).statusCode).toBe(200);
    expect(await applyGatewayEvents(dependencies)).toBe(1);
    const row = await db
      .selectFrom('gateway_event')
      .selectAll()
      .where('event_id', '=', 'evt_foreign')
      .executeTakeFirstOrThrow();
    expect(row.processed_at).not.toBeNull();
  });
});

it('an event that cannot be worked on while the gateway is silent is worked on when it speaks again', async () => {
  const invoice = await anInvoice(wiring, account);
  await chargeUnheard(invoice);
  await deliver(JSON.stringify(await eventOf(invoice, 'payment_intent.succeeded')));
  const silent = { ...sandbox.gateway, recoverCharge: async () => Promise.reject(new Error('no answer')) };
  expect(await applyGatewayEvents({ ...dependencies, gateway: silent })).toBe(1);
  expect((await invoiceOf(invoice)).status).not.toBe('Paid');
  expect(await applyGatewayEvents(dependencies)).toBe(0);
  const later = () => new Date(Date.now() + 60_000);
  expect(await applyGatewayEvents({ ...dependencies, clock: later })).toBe(1);
  expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
});
