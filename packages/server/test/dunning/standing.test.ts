import { ok } from '@betalt/core/shared/result.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../src/app/invoices/void-invoice.ts';
import { recordActivity } from '../../src/app/money/record-activity.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { type Customer, dunningWorld } from '../support/dunning.ts';
import { anInvoice } from '../support/payables.ts';

const DAY_MS = 86_400_000;
const world = await dunningWorld();
const { wiring, database } = world;
const { db } = database;

beforeEach(() => {
  world.now = new Date('2026-11-10T12:00:00Z');
});

describe('a profile', () => {
  it('is warned 15 days past the due date of its oldest unpaid invoice, and disabled after 30', async () => {
    const customer = await world.customer();
    await anInvoice(wiring, customer.account, { dueInDays: -14 });
    await anInvoice(wiring, customer.account, { dueInDays: -2 });
    expect(await statuses(customer, [0, 1, 15, 16])).toEqual(['Active', 'Warned', 'Warned', 'Disabled']);
    expect(await events(customer)).toEqual(['billingProfile.warned', 'billingProfile.disabled']);
  });

  it('hears of it once, however often it is swept, by two workers at once', async () => {
    const customer = await world.customer();
    await anInvoice(wiring, customer.account, { dueInDays: -20 });
    await Promise.all([world.sweep(), world.sweep()]);
    await world.sweep();
    expect(await events(customer)).toEqual(['billingProfile.warned']);
  });

  it('tells in its event what it is about', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -20 });
    await world.sweep();
    const { facts } = await db
      .selectFrom('outbox_event')
      .select('facts')
      .where('billing_account_id', '=', customer.account.billingAccountId)
      .where('type', '=', 'billingProfile.warned')
      .executeTakeFirstOrThrow();
    expect(facts).toEqual({ invoiceNames: [name], billingProfileIds: [customer.account.billingProfileId] });
  });
});

describe('a profile that is disabled is cleared at once', () => {
  it('by payment, without waiting for the sweep', async () => {
    const { customer, name } = await disabled();
    await world.pay(customer, name);
    await world.readEvents();
    expect(await status(customer)).toBe('Active');
    expect(await events(customer)).toEqual(['billingProfile.disabled', 'billingProfile.reactivated']);
  });

  it('by credit: here the whole invoice is taken back', async () => {
    const { customer, name } = await disabled();
    const { billingAccountId } = customer.account;
    const voided = await inTransaction(db, (tx) =>
      voidInvoice(
        tx,
        { billingAccountId, invoiceName: name },
        { issuer: { userId: newId(), name: 'Issuer' }, at: world.now, reason: 'a mistake' },
      ),
    );
    expect(voided.ok).toBe(true);
    await world.readEvents();
    expect(await status(customer)).toBe('Active');
  });

  it('by dispute', async () => {
    const { customer, name } = await disabled();
    await dispute(customer, name);
    await world.readEvents();
    expect(await status(customer)).toBe('Active');
  });

  it('but not by the payment of another invoice that is not late', async () => {
    const { customer } = await disabled();
    const other = await anInvoice(wiring, customer.account, { dueInDays: 5 });
    await world.pay(customer, other);
    await world.readEvents();
    expect(await status(customer)).toBe('Disabled');
  });

  it('and falls back to a warning when the next one is late too', async () => {
    const { customer, name } = await disabled();
    await anInvoice(wiring, customer.account, { dueInDays: -16 });
    await world.pay(customer, name);
    await world.readEvents();
    expect(await status(customer)).toBe('Warned');
    expect(await events(customer)).toEqual(['billingProfile.disabled', 'billingProfile.warned']);
  });
});

async function disabled(): Promise<{ customer: Customer; name: string }> {
  const customer = await world.customer();
  const name = await anInvoice(wiring, customer.account, { dueInDays: -31 });
  await world.sweep();
  expect(await status(customer)).toBe('Disabled');
  return { customer, name };
}

/** The status after a sweep on each of these days from now. */
async function statuses(customer: Customer, days: readonly number[]): Promise<string[]> {
  const start = world.now.getTime();
  const found: string[] = [];
  for (const day of days) {
    world.now = new Date(start + day * DAY_MS);
    await world.sweep();
    found.push(await status(customer));
  }
  return found;
}

async function status({ account }: Customer): Promise<string> {
  const row = await db
    .selectFrom('billing_profile')
    .select('status')
    .where('billing_account_id', '=', account.billingAccountId)
    .executeTakeFirstOrThrow();
  return row.status;
}

async function events({ account }: Customer): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox_event')
    .select('type')
    .where('billing_account_id', '=', account.billingAccountId)
    .where('type', 'like', 'billingProfile.%')
    .orderBy('event_id')
    .execute();
  return rows.map(({ type }) => type);
}

/** As the webhook of a dispute leaves it. */
async function dispute({ account }: Customer, invoiceName: string): Promise<void> {
  const { billingAccountId, billingProfileId } = account;
  await inTransaction(db, async (tx) => {
    await tx
      .updateTable('invoice')
      .set({ disputed_at: world.now })
      .where('billing_account_id', '=', billingAccountId)
      .where('name', '=', invoiceName)
      .execute();
    const happening = {
      billingAccountId,
      action: 'dispute.open',
      resourceId: invoiceName,
      facts: {},
      event: 'dispute.opened',
      invoiceNames: [invoiceName],
      billingProfileIds: [billingProfileId],
    };
    await recordActivity(tx, happening, { userId: null, name: 'Bank' }, world.now);
    return ok(undefined);
  });
}
