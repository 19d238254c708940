import { assert } from '@betalt/core/shared/assert.ts';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../src/app/invoices/void-invoice.ts';
import { checkLedger } from '../../src/app/ledger/check-ledger.ts';
import { receiveTransfer } from '../../src/app/money/receive-transfer.ts';
import { payerOf } from '../../src/app/payments/payer.ts';
import { payments } from '../../src/app/payments/payments.ts';
import { repairDuePayments } from '../../src/app/payments/repair-payments.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import type { ChargeOrder, PaymentGateway } from '../../src/gateways/gateway.ts';
import { moneyOnAccount } from '../support/credits.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { OWN, payingServer } from '../support/paying.ts';
import { aPerson, aRole, bearer } from '../support/people.ts';

// What other teams have written down of how payments go wrong (docs/domain/payment-scenarios.md), each by its name.

const server = await payingServer({ timeoutMs: 500 });
const { app, wiring, sandbox, owner, account, pay, get, captured } = server;
const { db, pool } = wiring.database;

const CHARGES = { path: '/v1/payment_intents', method: 'POST' };
const kroner = (value: number) => ({ currency: 'NOK', value });

afterEach(async () => {
  expect((await checkLedger(db)).problems).toEqual([]);
});

const invoiceOf = async (name: string) => (await get(`/invoices/${name}`)).json().properties;
const cancel = (payment: string) => server.post(`/payments/${payment}/cancel`, {});

/** The sweep of the next days, whatever waits. */
async function repair(): Promise<void> {
  const clock = () => new Date(Date.now() + 86_400_000);
  await repairDuePayments({ db, gateway: sandbox.gateway, payments: wiring.payments, clock });
}

/** The payer's answer on the challenge page of the bank. */
async function answerChallenge(clientSecret: string, outcome: 'complete' | 'fail'): Promise<void> {
  const answered = await fetch(`${sandbox.url}/v3/challenge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_secret: clientSecret, outcome }),
  });
  expect(answered.status).toBe(200);
}

async function challenged(invoice: string) {
  const asked = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired'));
  expect(asked.statusCode).toBe(202);
  const { name, properties } = asked.json();
  return { payment: name as string, secret: properties.nextAction.clientSecret as string };
}

async function payThrough(gateway: PaymentGateway, invoice: string, card: string) {
  const actor = { ...owner, roles: [{ role: 'Billing account owner' as const }], issuerRoles: [] };
  const through = payments({ pool, gateway, clock: wiring.clock, onCommitted: () => undefined });
  return through.pay(payerOf(actor), {
    billingAccountId: account.billingAccountId,
    agreementType: 'MicrosoftCustomerAgreement',
    invoices: [{ name: invoice }],
    paymentMethodId: card,
  });
}

async function makeVoid(invoiceName: string) {
  const voiding = { issuer: { userId: newId(), name: 'Issuer' }, at: wiring.clock() };
  return inTransaction(db, (tx) =>
    voidInvoice(tx, { billingAccountId: account.billingAccountId, invoiceName }, voiding),
  );
}

describe('an outcome that is corrected', () => {
  it.each([
    ['once', 1],
    ['with retries', 3],
  ])(
    'success corrected to failure %s: stays a success, since money goes back by refund or dispute only',
    async (_how, times) => {
      const invoice = await anInvoice(wiring, account);
      const paid = (await pay(invoice, await aCard(wiring, sandbox, owner))).json();
      const reference = {
        billingAccountId: account.billingAccountId,
        paymentId: paid.name,
        attemptId: paid.properties.attempts[0].attemptId,
      };
      for (let time = 0; time < times; time += 1)
        expect(
          await wiring.payments.apply(reference, { outcome: 'declined', declineCode: 'card_declined' }),
        ).toMatchObject({ changed: false });
      expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', failedPayments: [] });
    },
  );

  it('unknown→failure→retry: the payer hears why, tries another card, and is charged once', async () => {
    const invoice = await anInvoice(wiring, account);
    await sandbox.fault({ match: CHARGES, fault: 'timeout_after', delayMs: 1_000, times: 1 });
    const asked = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail'));
    expect([asked.statusCode, asked.json().properties.outcome]).toEqual([202, 'unknown']);
    await repair();
    const result = await get(`/operationResults/payment_${asked.json().name}`);
    expect([result.statusCode, result.json().error.code]).toEqual([402, 'PaymentDeclined']);
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('API unknown→failure→no retry: nothing is asked any more, nothing is charged, and the invoice is due', async () => {
    const invoice = await anInvoice(wiring, account);
    await sandbox.fault({ match: CHARGES, fault: 'error_500_after', times: 1 });
    const asked = await pay(invoice, await aCard(wiring, sandbox, owner, 'pm_card_chargeCustomerFail'));
    await repair();
    await repair();
    const row = await db
      .selectFrom('payment')
      .select(['outcome', 'next_check_at'])
      .where('payment_id', '=', asked.json().name)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ outcome: 'declined', next_check_at: null });
    expect(await invoiceOf(invoice)).toMatchObject({
      status: 'Due',
      amountDue: { value: 125 },
      payability: { canPay: true },
    });
    expect(await captured(invoice)).toEqual([]);
  });

  it.each([
    ['less than was asked: the rest is due', 90_00, 35, 0],
    ['more than was asked: the rest is money on account', 200_00, 0, 75],
  ])('unknown fixed with another amount, %s', async (_what, amount, due, onAccount) => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const order = await recordedOnly(invoice, card);
    const { customerId, methodId, attemptId } = order;
    assert(customerId !== null, 'the card is the owner’s');
    await sandbox.witness.paymentIntents.create({
      amount,
      currency: 'nok',
      customer: customerId,
      payment_method: methodId,
      allowed_payment_method_types: ['card'],
      confirm: true,
      metadata: { betalt_attempt_id: attemptId },
    });
    await repair();
    expect((await get(`/payments/${order.paymentId}`)).json().properties).toMatchObject({
      outcome: 'succeeded',
      amount: kroner(amount / 100),
    });
    expect(await invoiceOf(invoice)).toMatchObject({ amountDue: kroner(due) });
    const money = await db
      .selectFrom('money_on_account')
      .select('remaining_minor')
      .where('payment_id', '=', order.paymentId)
      .execute();
    expect(money.map(({ remaining_minor }) => Number(remaining_minor) / 100)).toEqual(
      onAccount === 0 ? [] : [onAccount],
    );
  });

  it('incomplete attempt: written down and never asked, it is asked for once when it is found', async () => {
    const invoice = await anInvoice(wiring, account);
    await recordedOnly(invoice, await aCard(wiring, sandbox, owner));
    expect(await captured(invoice)).toEqual([]);
    await repair();
    await repair();
    expect(await captured(invoice)).toHaveLength(1);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
  });
});

/** Killed before the gateway is asked: what would have been asked. */
async function recordedOnly(invoice: string, card: string): Promise<ChargeOrder> {
  let order: ChargeOrder | undefined;
  const gateway: PaymentGateway = {
    ...sandbox.gateway,
    charge: async (asked) => {
      order = asked;
      throw new Error('killed');
    },
  };
  await expect(payThrough(gateway, invoice, card)).rejects.toThrow('killed');
  assert(order !== undefined, 'the payment is recorded');
  return order;
}

describe('the bank’s challenge', () => {
  it('3DS success: the payer confirms, and the invoice is Paid', async () => {
    const invoice = await anInvoice(wiring, account);
    const { payment, secret } = await challenged(invoice);
    await answerChallenge(secret, 'complete');
    expect((await get(`/payments/${payment}`)).json().properties.outcome).toBe('succeeded');
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
  });

  it('3DS refused: says that the bank could not confirm who it is, and another card pays at once', async () => {
    const invoice = await anInvoice(wiring, account);
    const { payment, secret } = await challenged(invoice);
    await answerChallenge(secret, 'fail');
    const result = await get(`/operationResults/payment_${payment}`);
    expect(result.json().error.additionalInfo[0].info).toMatchObject({
      declineCode: 'authentication_failed',
      partPayment: { allowed: true, minimumAmount: kroner(3) },
    });
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await captured(invoice)).toHaveLength(1);
  });

  it('3DS expired: nobody answers, the payment is given up at the gateway too, and the invoice can be paid', async () => {
    const invoice = await anInvoice(wiring, account);
    const { payment, secret } = await challenged(invoice);
    await repair();
    expect((await get(`/payments/${payment}`)).json().properties.outcome).toBe('canceled');
    // An answer that comes after that confirms nothing.
    await answerChallenge(secret, 'complete');
    expect(await captured(invoice)).toEqual([]);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Due', payability: { canPay: true } });
  });

  it('invoice voided while 3DS is open: is refused, because money may be on its way; given up first, it is void and nobody pays it', async () => {
    const invoice = await anInvoice(wiring, account);
    const { payment } = await challenged(invoice);
    expect(await makeVoid(invoice)).toEqual({ ok: false, error: { code: 'InvoiceHasPayments' } });
    expect((await cancel(payment)).json().properties.outcome).toBe('canceled');
    expect((await makeVoid(invoice)).ok).toBe(true);
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).json().error.code).toBe('InvoiceVoid');
    expect(await captured(invoice)).toEqual([]);
  });

  it('card removed mid-payment: it stays while the payment is open; gone at the gateway, the payer chooses another', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner, 'pm_card_authenticationRequired');
    const asked = (await pay(invoice, card)).json();
    const remove = () =>
      app.inject({
        method: 'DELETE',
        url: `/providers/Microsoft.Billing/paymentMethods/${card}?${OWN}`,
        headers: bearer(owner),
      });
    const refused = await remove();
    expect([refused.statusCode, refused.json().error.details]).toMatchObject([
      409,
      [{ code: 'PaymentPending', target: asked.name }],
    ]);
    await cancel(asked.name);
    expect((await remove()).statusCode).toBe(204);
    expect((await pay(invoice, card)).json().error.code).toBe('PaymentMethodNotFound');

    const gone = await aCard(wiring, sandbox, owner);
    const { gateway_payment_method_id: id } = await db
      .selectFrom('payment_method')
      .select('gateway_payment_method_id')
      .where('payment_method_id', '=', gone)
      .executeTakeFirstOrThrow();
    await sandbox.witness.paymentMethods.detach(id);
    const declined = await pay(invoice, gone);
    expect(declined.json().error.additionalInfo[0].info.declineCode).toBe('payment_method_unusable');
    expect((await pay(invoice, await aCard(wiring, sandbox, owner))).statusCode).toBe(200);
    expect(await captured(invoice)).toHaveLength(1);
  });
});

describe('what changes between looking and paying', () => {
  it('role withdrawn between page load and Pay: nothing is charged, and nothing is told any more', async () => {
    const invoice = await anInvoice(wiring, account);
    const manager = await aPerson(wiring);
    await aRole(wiring, account, manager, 'Invoice manager', { onProfile: true });
    const card = await aCard(wiring, sandbox, manager);
    expect((await get(`/invoices/${invoice}`, manager)).json().properties.payability).toMatchObject({ canPay: true });
    await db.deleteFrom('role_assignment').where('user_id', '=', manager.userId).execute();
    const refused = await pay(invoice, card, { as: manager });
    expect([refused.statusCode, refused.json().error.code]).toEqual([404, 'BillingAccountNotFound']);
    await aRole(wiring, account, manager, 'Billing profile reader', { onProfile: true });
    expect((await pay(invoice, card, { as: manager })).statusCode).toBe(403);
    expect(await captured(invoice)).toEqual([]);
  });

  it('payment in other currency: is refused before anything is recorded', async () => {
    const invoice = await anInvoice(wiring, account);
    const refused = await pay(invoice, await aCard(wiring, sandbox, owner), { amount: { currency: 'EUR', value: 10 } });
    expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'InvalidAmount']);
    const rows = await db
      .selectFrom('allocation')
      .innerJoin('invoice', 'invoice.invoice_id', 'allocation.invoice_id')
      .where('invoice.name', '=', invoice)
      .selectAll('allocation')
      .execute();
    expect(rows).toEqual([]);
  });

  it('same external key twice: two clients that chose one key are told apart by who they are and what they ask', async () => {
    const [one, other] = [await anInvoice(wiring, account), await anInvoice(wiring, account)];
    const colleague = await aPerson(wiring);
    await aRole(wiring, account, colleague, 'Billing account owner');
    const card = await aCard(wiring, sandbox, owner);
    const first = await pay(one, card, { key: 'invoice-run-1' });
    expect((await pay(one, card, { key: 'invoice-run-1' })).json().name).toBe(first.json().name);
    expect((await pay(other, card, { key: 'invoice-run-1' })).json().error.code).toBe('IdempotencyKeyReused');
    const theirs = await pay(other, await aCard(wiring, sandbox, colleague), { key: 'invoice-run-1', as: colleague });
    expect(theirs.statusCode).toBe(200);
    expect([await captured(one), await captured(other)].map((each) => each.length)).toEqual([1, 1]);
  });

  it('lock failure: whoever pays waits for who holds the invoice, and then decides on what it has become', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const refused = await whileLocked(invoice, async (client) => {
      const paying = pay(invoice, card);
      await someoneWaits();
      await client.query('update invoice set disputed_at = now() where name = $1', [invoice]);
      await client.query('commit');
      return paying;
    });
    expect(refused.json().error.code).toBe('InvoiceDisputed');
    expect(await captured(invoice)).toEqual([]);
    await db.updateTable('invoice').set({ disputed_at: null }).where('name', '=', invoice).execute();
    expect((await pay(invoice, card)).statusCode).toBe(200);
  });
});

describe('when the database goes away', () => {
  it('database connection drops between passes: the payment is found, and is charged and booked once', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const gateway: PaymentGateway = {
      ...sandbox.gateway,
      charge: async (order) => {
        const result = await sandbox.gateway.charge(order);
        await dropConnections();
        return result;
      },
    };
    // Whether the answer gets through on a new connection or not: it is one payment.
    await payThrough(gateway, invoice, card).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    await databaseIsBack();
    await repair();
    expect(await captured(invoice)).toHaveLength(1);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}] });
  });

  it('database connection drops while it is recorded: it is one payment or none, and the payer can try again', async () => {
    const invoice = await anInvoice(wiring, account);
    const card = await aCard(wiring, sandbox, owner);
    const paying = await whileLocked(invoice, async () => {
      const started = pay(invoice, card, { key: 'try-again' });
      await someoneWaits();
      await dropConnections();
      return started;
    });
    expect([200, 503]).toContain(paying.statusCode);
    await databaseIsBack();
    expect((await pay(invoice, card, { key: 'try-again' })).statusCode).toBe(200);
    expect(await captured(invoice)).toHaveLength(1);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', payments: [{}] });
  });
});

/** Every connection of the server to its database, as when that is restarted; those of the tests stay. */
async function dropConnections(): Promise<void> {
  await withConnection((client) =>
    client.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'betalt'`),
  );
}

async function databaseIsBack(): Promise<void> {
  await expect
    .poll(async () => {
      const asked = await Promise.allSettled(Array.from({ length: 16 }, () => pool.query('select 1')));
      return asked.every(({ status }) => status === 'fulfilled');
    })
    .toBe(true);
}

async function someoneWaits(): Promise<void> {
  await expect
    .poll(() =>
      withConnection(async (client) => {
        const { rowCount } = await client.query(`select 1 from pg_stat_activity
          where wait_event_type = 'Lock' and datname = current_database()`);
        return rowCount;
      }),
    )
    .toBeGreaterThan(0);
}

/** Does something while another transaction holds the invoice; that one is given up when it is done. */
async function whileLocked<T>(invoice: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withConnection(async (client) => {
    await client.query('begin');
    await client.query('select 1 from invoice where name = $1 for update', [invoice]);
    return work(client);
  });
}

async function withConnection<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.database.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('an overdue invoice', () => {
  it('overdue cleared by external payment: a bank transfer pays it', async () => {
    const invoice = await anInvoice(wiring, account, { dueInDays: -20 });
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'OverDue', displayStatus: 'PastDue' });
    const transfer = {
      billingAccountId: account.billingAccountId,
      currency: 'NOK',
      amountMinor: 125_00n,
      payerName: 'Fjord Labs AS',
      transferReference: newId(),
      bookedAt: wiring.clock(),
      invoices: [{ name: invoice }],
    };
    const received = await inTransaction(db, (tx) =>
      receiveTransfer(tx, transfer, { doer: { userId: null, name: 'Bank' }, at: wiring.clock() }),
    );
    expect(received.ok).toBe(true);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid', displayStatus: 'Paid' });
  });

  it('overdue cleared by credit: what the payer has on account pays it', async () => {
    const invoice = await anInvoice(wiring, account, { dueInDays: -20 });
    await moneyOnAccount(wiring, account, 500_00n);
    const paid = await server.post(`/invoices/${invoice}/pay`, { credits: true });
    expect(paid.statusCode).toBe(200);
    expect(await invoiceOf(invoice)).toMatchObject({ status: 'Paid' });
  });

  it('partial payment of it leaves it past due, with what is left', async () => {
    const invoice = await anInvoice(wiring, account, { dueInDays: -20 });
    expect((await pay(invoice, await aCard(wiring, sandbox, owner), { amount: kroner(25) })).statusCode).toBe(200);
    expect(await invoiceOf(invoice)).toMatchObject({
      status: 'OverDue',
      displayStatus: 'PastDue',
      amountDue: kroner(100),
      totalAmount: kroner(125),
    });
  });
});
