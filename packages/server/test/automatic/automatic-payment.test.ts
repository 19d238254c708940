import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chargeDueInvoices, MOST_CHARGED } from '../../src/app/automatic-payments/charge-due-invoices.ts';
import { claimInvoice } from '../../src/app/automatic-payments/claim-invoice.ts';
import { payments } from '../../src/app/payments/payments.ts';
import { repairDuePayments } from '../../src/app/payments/repair-payments.ts';
import { newId } from '../../src/db/new-id.ts';
import type { PaymentGateway } from '../../src/gateways/gateway.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, onNewAccount, type PayingServer, payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer, type TestPerson } from '../support/people.ts';

const shared = await payingServer();
const { wiring, sandbox, owner, app, captured } = shared;
const { db, pool } = wiring.database;
const DAY_MS = 86_400_000;

let server: PayingServer;
let profile: string;
let card: string;
/** Moves with the calendar of a test. */
let now: Date;

beforeAll(async () => {
  card = await aCard(wiring, sandbox, owner);
});

beforeEach(async () => {
  server = await onNewAccount(shared);
  profile = `/billingProfiles/${(await server.get('/billingProfiles')).json().value[0].name}`;
  now = wiring.clock();
});

function charge(gateway: PaymentGateway = sandbox.gateway) {
  const clock = () => now;
  const onCommitted = () => undefined;
  return chargeDueInvoices({ db, clock, onCommitted, payments: payments({ pool, gateway, clock, onCommitted }) });
}

const later = (days: number) => {
  now = new Date(now.getTime() + days * DAY_MS);
};

function put(path: string, payload: object, as: TestPerson = owner) {
  return app.inject({ method: 'PUT', url: `${server.base}${path}?${OWN}`, headers: bearer(as), payload });
}

const makeDefault = async (name: string) =>
  expect((await put(`${profile}/paymentMethodLinks/${name}`, { properties: { isDefault: true } })).statusCode).toBe(
    200,
  );
const turn = (enabled: boolean, as?: TestPerson) => put(`${profile}/automaticPayment`, { enabled }, as);

/** Turned on with a card by the sandbox's token for it. */
async function turnedOnWith(token: string): Promise<void> {
  await makeDefault(await aCard(wiring, sandbox, owner, token));
  expect((await turn(true)).statusCode).toBe(200);
}

const dueNow = (dueInDays = 0) => anInvoice(wiring, server.account, { dueInDays });
const shown = async () => (await server.get(`${profile}/automaticPayment`)).json();
const statusOf = async (name: string) => (await server.get(`/invoices/${name}`)).json().properties.status;

/** The worker dies between the gateway's answer and writing it down. */
const killed: PaymentGateway = {
  ...sandbox.gateway,
  charge: async (order) => {
    await sandbox.gateway.charge(order);
    throw new Error('killed');
  },
};

async function stateOf(name: string) {
  return db
    .selectFrom('automatic_payment as t')
    .innerJoin('invoice as i', 'i.invoice_id', 't.invoice_id')
    .select(['t.state', 't.tries', 't.next_try_at', 't.decline_code', 't.payment_id'])
    .where('i.billing_account_id', '=', server.account.billingAccountId)
    .where('i.name', '=', name)
    .executeTakeFirst();
}

async function eventsOf(type: string) {
  const rows = await db
    .selectFrom('outbox_event')
    .select('facts')
    .where('billing_account_id', '=', server.account.billingAccountId)
    .where('type', '=', type)
    .execute();
  return rows.map(({ facts }) => facts);
}

describe('automatic payment', () => {
  it('charges the default card on the due date, and neither before it nor twice', async () => {
    await turnedOnWith('pm_card_visa');
    const [due, late, future] = [await dueNow(0), await dueNow(-4), await dueNow(3)];
    await charge();
    expect(await Promise.all([due, late, future].map(statusOf))).toEqual(['Paid', 'Paid', 'Due']);
    await charge();
    expect((await Promise.all([due, late, future].map(captured))).map((each) => each.length)).toEqual([1, 1, 0]);
    expect((await server.get('/payments')).json().value[0].properties).toMatchObject({
      isAutomatic: true,
      paidBy: 'Automatic payment',
    });
    expect((await shown()).upcoming).toMatchObject([{ invoiceName: future, state: 'planned' }]);
  });

  it('is not held up by as many invoices as a run takes that cannot be charged', async () => {
    await turnedOnWith('pm_card_visa');
    for (let count = 0; count < MOST_CHARGED; count += 1) await dueNow(-5);
    await pool.query(
      `insert into invoice_query (billing_account_id, query_id, invoice_id, asked_by, asked_by_name, asked_at)
       select billing_account_id, gen_random_uuid(), invoice_id, $2, 'Kari Nordmann', now() from invoice where billing_account_id = $1`,
      [server.account.billingAccountId, owner.userId],
    );
    const due = await dueNow();
    await charge();
    expect(await statusOf(due)).toBe('Paid');
  });

  it('by two workers at once charges once', async () => {
    await turnedOnWith('pm_card_visa');
    const names = [await dueNow(), await dueNow(), await dueNow()];
    await Promise.all([charge(), charge(), charge()]);
    expect(await Promise.all(names.map(captured))).toEqual(names.map(() => [125_00]));
  });

  it('of a worker that was killed after charging is followed, and charges nothing anew', async () => {
    await turnedOnWith('pm_card_visa');
    const name = await dueNow();
    expect((await charge(killed)).failures).toEqual([expect.stringContaining('killed')]);
    await charge();
    // The payment is asked about, and the claim comes back: in either order nothing is charged anew.
    now = new Date(now.getTime() + 11 * 60_000);
    await charge();
    await repairDuePayments({ db, gateway: sandbox.gateway, payments: wiring.payments, clock: () => now });
    await charge();
    expect(await statusOf(name)).toBe('Paid');
    expect(await captured(name)).toHaveLength(1);
    expect(await stateOf(name)).toMatchObject({ state: 'paid' });
  });

  it('of a worker that was killed after a decline counts that try once, when its claim comes back', async () => {
    await turnedOnWith('pm_card_chargeCustomerFail');
    const name = await dueNow();
    await charge(killed);
    const triedAt = now;
    now = new Date(now.getTime() + 5 * 60_000);
    await repairDuePayments({ db, gateway: sandbox.gateway, payments: wiring.payments, clock: () => now });
    await charge();
    expect(await stateOf(name)).toMatchObject({ state: 'waiting', tries: 0, payment_id: null });
    now = new Date(now.getTime() + 6 * 60_000);
    await charge();
    expect(await stateOf(name)).toMatchObject({
      state: 'waiting',
      tries: 1,
      next_try_at: new Date(triedAt.getTime() + 3 * DAY_MS),
    });
    expect((await server.get(`/invoices/${name}`)).json().properties.failedPayments).toHaveLength(1);
  });

  it('declined is tried again after 3, 5 and 7 days and then no more, each time told to both sides', async () => {
    await turnedOnWith('pm_card_chargeCustomerFail');
    const name = await dueNow();
    const waits: (number | null)[] = [];
    for (const days of [0, 3, 5, 7]) {
      later(days);
      await charge();
      const { next_try_at } = (await stateOf(name)) ?? { next_try_at: null };
      waits.push(next_try_at === null ? null : Math.round((next_try_at.getTime() - now.getTime()) / DAY_MS));
      // Not a moment earlier.
      await charge();
    }
    expect(waits).toEqual([3, 5, 7, null]);
    expect(await stateOf(name)).toMatchObject({ state: 'stopped', tries: 4, decline_code: 'card_declined' });
    const failed = (await server.get(`/invoices/${name}`)).json().properties.failedPayments;
    expect(failed).toHaveLength(4);
    const events = await eventsOf('automaticPayment.declined');
    expect(events).toHaveLength(4);
    expect(events[0]).toMatchObject({
      invoiceNames: [name],
      declineCode: 'card_declined',
      nextTryAt: expect.any(String),
    });
    expect((await shown()).upcoming[0]).toMatchObject({
      state: 'stopped',
      declineCode: 'card_declined',
      reason: expect.stringContaining('declined'),
    });
  });

  it('never tries a hopeless card again', async () => {
    await turnedOnWith('pm_card_visa');
    await db
      .updateTable('payment_method')
      .set({ gateway_payment_method_id: 'pm_card_visa_chargeDeclinedLostCard' })
      .where('payment_method_id', '=', await defaultCard())
      .execute();
    const name = await dueNow();
    await charge();
    expect(await stateOf(name)).toMatchObject({ state: 'stopped', decline_code: 'lost_or_stolen', next_try_at: null });
    later(30);
    await charge();
    expect((await server.get(`/invoices/${name}`)).json().properties.failedPayments).toHaveLength(1);
  });

  it('that the bank wants the payer for says so and waits, until it is paid by hand', async () => {
    await turnedOnWith('pm_card_authenticationRequired');
    const name = await dueNow();
    await charge();
    expect(await stateOf(name)).toMatchObject({
      state: 'needs_authentication',
      decline_code: 'authentication_required',
    });
    expect(await eventsOf('automaticPayment.needsAuthentication')).toMatchObject([
      { invoiceNames: [name], paymentName: expect.any(String) },
    ]);
    later(20);
    await charge();
    expect((await server.get(`/invoices/${name}`)).json().properties.failedPayments).toHaveLength(1);
    expect((await server.pay(name, card)).statusCode).toBe(200);
    await charge();
    expect(await stateOf(name)).toMatchObject({ state: 'paid' });
    expect((await shown()).upcoming).toEqual([]);
    expect(await captured(name)).toHaveLength(1);
  });

  it('is tried at once with a new default card, whatever stopped it', async () => {
    await turnedOnWith('pm_card_chargeCustomerFail');
    const [waiting, stopped] = [await dueNow(), await dueNow()];
    await charge();
    await db
      .updateTable('automatic_payment')
      .set({ state: 'stopped', next_try_at: null })
      .where('payment_id', '=', (await stateOf(stopped))?.payment_id ?? '')
      .execute();
    await makeDefault(card);
    const { rows } = await pool.query("select 1 from graphile_worker.jobs where key = 'charge_due_invoices'");
    expect(rows).toHaveLength(1);
    now = wiring.clock();
    await charge();
    expect(await Promise.all([waiting, stopped].map(statusOf))).toEqual(['Paid', 'Paid']);
  });

  it('while the gateway cannot be reached counts no try, and goes on when it can', async () => {
    await turnedOnWith('pm_card_visa');
    const name = await dueNow();
    await charge({ ...sandbox.gateway, charge: async () => ({ outcome: 'not_attempted' }) });
    expect(await stateOf(name)).toMatchObject({ state: 'waiting', tries: 0 });
    expect(await eventsOf('automaticPayment.declined')).toEqual([]);
    now = new Date(now.getTime() + 10 * 60_000);
    await charge();
    expect(await statusOf(name)).toBe('Paid');
  });

  it('leaves alone what is disputed, asked about, being paid, or above the limit', async () => {
    await turnedOnWith('pm_card_visa');
    const [disputed, asked, busy] = [await dueNow(), await dueNow(), await dueNow()];
    const large = await anInvoice(wiring, server.account, { amountMinor: 500_000_01n, dueInDays: 0 });
    const id = async (name: string) =>
      (
        await db
          .selectFrom('invoice')
          .select('invoice_id')
          .where('billing_account_id', '=', server.account.billingAccountId)
          .where('name', '=', name)
          .executeTakeFirstOrThrow()
      ).invoice_id;
    await db
      .updateTable('invoice')
      .set({ disputed_at: now })
      .where('invoice_id', '=', await id(disputed))
      .execute();
    const query = {
      billing_account_id: server.account.billingAccountId,
      query_id: newId(),
      asked_by: owner.userId,
      asked_by_name: owner.name,
    };
    await db
      .insertInto('invoice_query')
      .values({ ...query, invoice_id: await id(asked), asked_at: now })
      .execute();
    expect(
      (await server.pay(busy, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'))).statusCode,
    ).toBe(202);
    await charge();
    const names = [disputed, asked, busy, large];
    expect((await Promise.all(names.map(captured))).flat()).toEqual([]);
    const states = (await shown()).upcoming.map((each: { invoiceName: string; state: string }) => [
      each.invoiceName,
      each.state,
    ]);
    expect(Object.fromEntries(states)).toEqual({ [asked]: 'waiting', [busy]: 'processing', [large]: 'stopped' });
    await db
      .updateTable('invoice')
      .set({ disputed_at: null })
      .where('invoice_id', '=', await id(disputed))
      .execute();
  });

  it('overdue without a method charges nothing, and the switch says what is missing', async () => {
    const name = await dueNow(-20);
    const refused = await turn(true);
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'AutomaticPaymentNotPossible']);
    expect(refused.json().error.additionalInfo[0].info.reasonCode).toBe('NoDefaultPaymentMethod');
    expect(await shown()).toMatchObject({
      enabled: false,
      problem: { reasonCode: 'NoDefaultPaymentMethod' },
      upcoming: [],
    });
    await charge();
    expect(await captured(name)).toEqual([]);
  });

  it('of a card that expires stops before it asks, and says so', async () => {
    await turnedOnWith('pm_card_visa');
    await db
      .updateTable('payment_method')
      .set({ expires_month: 1, expires_year: 2026 })
      .where('payment_method_id', '=', await defaultCard())
      .execute();
    const name = await dueNow();
    await charge();
    expect(await stateOf(name)).toBeUndefined();
    expect(await shown()).toMatchObject({ enabled: true, problem: { reasonCode: 'PaymentMethodExpired' } });
  });

  it('is turned on and off by those who manage payment methods, which is in the activity log', async () => {
    await makeDefault(card);
    const manager = await aPerson(wiring);
    await aRole(wiring, server.account, manager, 'Invoice manager', { onProfile: true });
    expect((await turn(true, manager)).statusCode).toBe(403);
    expect((await turn(true)).json()).toMatchObject({ enabled: true, paymentMethodId: expect.stringContaining(card) });
    await turn(true);
    expect((await turn(false)).json()).toMatchObject({ enabled: false });
    const name = await dueNow();
    await charge();
    expect(await captured(name)).toEqual([]);
    const log = (await server.get('/activityLog')).json().value as { action: string; result: string }[];
    expect(
      log
        .filter(({ action }) => action.startsWith('automaticPayment'))
        .map(({ action, result }) => `${action} ${result}`)
        .sort(),
    ).toEqual([
      'automaticPayment.turnOff Succeeded',
      'automaticPayment.turnOn Denied',
      'automaticPayment.turnOn Succeeded',
    ]);
  });

  it('is claimed under the invoice’s lock by one worker only', async () => {
    await turnedOnWith('pm_card_visa');
    await dueNow();
    const { invoice_id: invoiceId } = await db
      .selectFrom('invoice')
      .select('invoice_id')
      .where('billing_account_id', '=', server.account.billingAccountId)
      .executeTakeFirstOrThrow();
    const due = { billingAccountId: server.account.billingAccountId, invoiceId };
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimInvoice({ db, clock: () => now }, due)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });
});

async function defaultCard(): Promise<string> {
  return (await shown()).paymentMethodId.split('/').at(-1);
}
