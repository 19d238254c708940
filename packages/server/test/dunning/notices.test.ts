import { beforeEach, describe, expect, it } from 'vitest';
import { sendNotices } from '../../src/app/dunning/send-notices.ts';
import { openDatabase } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { type Customer, dunningWorld } from '../support/dunning.ts';
import { anInvoice } from '../support/payables.ts';

const DAY_MS = 86_400_000;
const world = await dunningWorld();
const { wiring, database, mailServer } = world;
const { db } = database;

beforeEach(() => {
  world.now = new Date('2026-11-10T12:00:00Z');
  mailServer.forget();
  mailServer.behave('well');
});

describe('a notice', () => {
  it('is given once a step, whichever of two workers sweeps, however often', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    const other = openDatabase(database.url);
    const { mailSettings, clock } = wiring;
    try {
      await Promise.all([world.sweep(), sendNotices({ db: other.db, clock, mailSettings }), world.sweep()]);
    } finally {
      await other.close();
    }
    await world.sweep();
    expect(await given(customer, name)).toEqual(['reminder_1']);
    await world.send();
    expect(mailsTo(customer)).toHaveLength(1);
  });

  it('follows the timeline day by day, from three days before to thirty after', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 4 });
    for (let day = 0; day <= 36; day += 1) {
      await world.sweep();
      await world.send();
      world.now = new Date(world.now.getTime() + DAY_MS);
    }
    // In Norwegian: the customer is in Norway, and its owner has chosen no language.
    expect(mailsTo(customer)).toEqual([
      `Faktura ${name} forfaller om 3 dager`,
      `Faktura ${name} forfaller i dag`,
      `Påminnelse: Faktura ${name} er 1 dag forsinket`,
      `Påminnelse: Faktura ${name} er 7 dager forsinket`,
      `Siste påminnelse: Faktura ${name} er 14 dager forsinket`,
      `Advarsel: Faktura ${name} er 15 dager forsinket`,
      `Fjord Labs AS er deaktivert: Faktura ${name} er ubetalt`,
    ]);
  });

  it('that was missed while the server was down for a week is not made up for', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 3 });
    await world.sweep();
    later(11);
    await world.sweep();
    expect(await given(customer, name)).toEqual(['due_soon', 'reminder_7']);
  });

  it('is in the activity of the account', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 0 });
    await world.sweep();
    const entry = await db
      .selectFrom('activity_log')
      .select(['actor_name', 'resource_id', 'facts'])
      .where('billing_account_id', '=', customer.account.billingAccountId)
      .where('action', '=', 'invoice.remind')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ actor_name: 'Betalt', resource_id: name, facts: { step: 'due_today' } });
  });
});

describe('nobody is reminded of what they have paid', () => {
  it('before the sweep', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.pay(customer, name);
    await world.sweep();
    expect(await given(customer, name)).toEqual([]);
  });

  it('between the sweep and the sending: the mail is dropped, and says why', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.sweep();
    await world.pay(customer, name);
    await world.send();
    expect(mailsTo(customer)).toEqual([]);
    expect(await mailStates(customer)).toEqual([['reminder', 'dropped', 'nothing_due']]);
  });

  it('when what settles it holds the invoice at that very moment: sending waits for it, and then drops the mail', async () => {
    const customer = await world.customer();
    await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.sweep();
    const settling = await database.pool.connect();
    await settling.query('begin');
    // A dispute stands for all that ends a reminder: it moves no money, so that the books need no entry.
    await settling.query('update invoice set disputed_at = now() where billing_account_id = $1', [
      customer.account.billingAccountId,
    ]);
    const sending = world.send();
    await expect.poll(() => waitingForLocks(), { timeout: 10_000 }).toBeGreaterThan(0);
    await settling.query('commit');
    settling.release();
    await sending;
    expect(mailsTo(customer)).toEqual([]);
    expect(await mailStates(customer)).toEqual([['reminder', 'dropped', 'disputed']]);
  });

  it('after the mail server was away while they did', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    mailServer.behave('busy');
    await world.sweep();
    await world.send();
    await world.pay(customer, name);
    mailServer.behave('well');
    later(0.01);
    await world.send();
    expect(mailsTo(customer)).toEqual([]);
  });

  it('while their payment is under way; when it fails, the reminder goes', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.sweep();
    await world.pay(customer, name, 'pm_card_authenticationRequired');
    await world.send();
    expect(await mailStates(customer)).toEqual([['reminder', 'queued', 'payment_under_way']]);
    await giveUp(customer);
    later(0.01);
    await world.send();
    expect(mailsTo(customer)).toHaveLength(1);
  });
});

describe('reminders pause', () => {
  it('while a query is open, and go on afterwards without a burst', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 0 });
    const queryId = await aQuery(customer, name);
    await world.sweep();
    later(8);
    await world.sweep();
    expect(await given(customer, name)).toEqual([]);
    await db.updateTable('invoice_query').set({ closed_at: world.now }).where('query_id', '=', queryId).execute();
    await world.sweep();
    later(1);
    await world.sweep();
    expect(await given(customer, name)).toEqual(['reminder_7']);
  });

  it('while it is disputed, and go on when that is over', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -2 });
    await disputedAt(customer, world.now);
    await world.sweep();
    expect(await given(customer, name)).toEqual([]);
    await disputedAt(customer, null);
    await world.sweep();
    expect(await given(customer, name)).toEqual(['reminder_1']);
  });

  it('when the question comes between the sweep and the sending', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.sweep();
    await aQuery(customer, name);
    await world.send();
    expect(await mailStates(customer)).toEqual([['reminder', 'dropped', 'open_query']]);
  });
});

describe('the day is the account’s', () => {
  it.each([
    ['Pacific/Honolulu', '2026-11-21T09:30:00Z', 'due_today'],
    ['Pacific/Honolulu', '2026-11-21T10:30:00Z', 'reminder_1'],
    ['Europe/Oslo', '2026-11-20T22:30:00Z', 'due_today'],
    ['Europe/Oslo', '2026-11-20T23:30:00Z', 'reminder_1'],
  ])('in %s an invoice that is due on 20 November is at %s: %s', async (timeZone, at, step) => {
    const customer = await world.customer({ timeZone });
    const name = await anInvoice(wiring, customer.account, { dueInDays: 10 });
    world.now = new Date(at);
    await world.sweep();
    expect(await given(customer, name)).toEqual([step]);
  });
});

function later(days: number): void {
  world.now = new Date(world.now.getTime() + days * DAY_MS);
}

async function waitingForLocks(): Promise<number> {
  const { rows } = await database.pool.query<{ count: bigint }>(
    `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return Number(rows[0]?.count);
}

function mailsTo({ owner }: Customer): (string | undefined)[] {
  return mailServer.got.filter(({ to }) => to === owner.email).map(({ mail }) => mail.subject);
}

async function given({ account }: Customer, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('dunning_notice as n')
    .innerJoin('invoice as i', (join) =>
      join.onRef('i.billing_account_id', '=', 'n.billing_account_id').onRef('i.invoice_id', '=', 'n.invoice_id'),
    )
    .select('n.step')
    .where('n.billing_account_id', '=', account.billingAccountId)
    .where('i.name', '=', name)
    .orderBy('n.given_at')
    .execute();
  return rows.map(({ step }) => step);
}

async function mailStates({ account }: Customer): Promise<(string | null)[][]> {
  const rows = await db
    .selectFrom('mail_message')
    .select(['kind', 'state', 'last_error'])
    .where('billing_account_id', '=', account.billingAccountId)
    .orderBy('mail_id')
    .execute();
  return rows.map(({ kind, state, last_error }) => [kind, state, last_error]);
}

async function aQuery({ account, owner }: Customer, invoiceName: string): Promise<string> {
  const { billingAccountId: billing_account_id } = account;
  const { invoice_id } = await db
    .selectFrom('invoice')
    .select('invoice_id')
    .where('billing_account_id', '=', billing_account_id)
    .where('name', '=', invoiceName)
    .executeTakeFirstOrThrow();
  const query_id = newId();
  await db
    .insertInto('invoice_query')
    .values({
      billing_account_id,
      query_id,
      invoice_id,
      asked_by: owner.userId,
      asked_by_name: owner.name,
      asked_at: world.now,
    })
    .execute();
  return query_id;
}

async function disputedAt({ account }: Customer, at: Date | null): Promise<void> {
  await db
    .updateTable('invoice')
    .set({ disputed_at: at })
    .where('billing_account_id', '=', account.billingAccountId)
    .execute();
}

/** The payer closes their bank's page, and the payment is given up. */
async function giveUp({ account }: Customer): Promise<void> {
  const row = await db
    .selectFrom('payment_attempt')
    .select(['payment_id', 'attempt_id', 'gateway_payment_id'])
    .where('billing_account_id', '=', account.billingAccountId)
    .executeTakeFirstOrThrow();
  const reference = {
    billingAccountId: account.billingAccountId,
    paymentId: row.payment_id,
    attemptId: row.attempt_id,
  };
  await wiring.payments.apply(reference, await wiring.gateway.cancel(row.gateway_payment_id ?? ''));
}
