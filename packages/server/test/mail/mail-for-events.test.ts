import { ok } from '@betalt/core/shared/result.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { chargeDueInvoices } from '../../src/app/automatic-payments/charge-due-invoices.ts';
import { mailForEvents } from '../../src/app/mail/mail-for-events.ts';
import { warnOfExpiringCards } from '../../src/app/mail/warn-of-expiring-cards.ts';
import { receiveTransfer } from '../../src/app/money/receive-transfer.ts';
import { recordActivity } from '../../src/app/money/record-activity.ts';
import { inTransaction } from '../../src/db/database.ts';
import { newId } from '../../src/db/new-id.ts';
import { type Customer, dunningWorld } from '../support/dunning.ts';
import { outboxIsReadable } from '../support/outbox.ts';
import { aCard, anInvoice } from '../support/payables.ts';
import { aPerson, aProfile, aRole } from '../support/people.ts';

const world = await dunningWorld();
const { wiring, database, mailServer } = world;
const { db } = database;

beforeEach(async () => {
  world.now = new Date('2026-11-10T12:00:00Z');
  await world.readEvents();
  await db.deleteFrom('mail_message').execute();
  mailServer.forget();
});

describe('a new invoice', () => {
  it('is told to everybody who may pay it, once, although its event is read twice', async () => {
    const customer = await world.customer();
    const manager = await aPerson(wiring);
    await aRole(wiring, customer.account, manager, 'Invoice manager', { onProfile: true });
    const name = await anInvoice(wiring, customer.account, { dueInDays: 14 });
    await world.readEvents();
    await readFromTheBeginning();
    await world.readEvents();
    await world.send();
    expect(mailServer.subjects().toSorted()).toEqual(
      [
        `${customer.owner.email}: Faktura ${name}: 125,00 NOK`,
        `${manager.email}: Faktura ${name}: 125,00 NOK`,
      ].toSorted(),
    );
  });

  it('that was paid before the mail could leave is told to nobody; the receipt is', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 14 });
    await world.readEvents();
    await world.pay(customer, name);
    await world.readEvents();
    await world.send();
    expect(mailServer.subjects()).toEqual([`${customer.owner.email}: Kvittering: 125,00 NOK for faktura ${name}`]);
  });

  it('of long ago is no news', async () => {
    const customer = await world.customer();
    await anInvoice(wiring, customer.account, { dueInDays: 30 });
    world.now = new Date('2026-11-14T12:00:00Z');
    await world.readEvents();
    expect(await kinds(customer)).toEqual([]);
  });
});

describe('a receipt', () => {
  it('of a transfer for several profiles goes to those who may pay in all of them', async () => {
    const { account, owner } = await world.customer();
    const other = await aProfile(wiring, account, 'NOK');
    const [here, there] = [await aPerson(wiring), await aPerson(wiring)];
    await aRole(wiring, account, here, 'Invoice manager', { onProfile: true });
    await aRole(wiring, other, there, 'Invoice manager', { onProfile: true });
    await db
      .updateTable('billing_profile')
      .set({ invoice_recipients: ['accounts@fjord.example'] })
      .where('billing_profile_id', '=', account.billingProfileId)
      .execute();
    const names = [await anInvoice(wiring, account), await anInvoice(wiring, other)];
    await world.readEvents();
    await db.deleteFrom('mail_message').execute();
    const { billingAccountId } = account;
    const transfer = { billingAccountId, currency: 'NOK', amountMinor: 250_00n, bookedAt: world.now };
    const told = { payerName: 'Fjord Labs AS', transferReference: 'REF-1', invoices: names.map((name) => ({ name })) };
    const by = { doer: { userId: null, name: 'Bank' }, at: world.now };
    await inTransaction(db, (tx) => receiveTransfer(tx, { ...transfer, ...told }, by));
    await world.readEvents();
    const written = await db.selectFrom('mail_message').select(['recipient', 'kind']).execute();
    expect(written).toEqual([{ recipient: owner.email, kind: 'receipt' }]);
  });

  it('goes to who paid and to the listed addresses, not to everybody who could have', async () => {
    const customer = await world.customer();
    const { account, owner } = customer;
    const other = await aPerson(wiring);
    await aRole(wiring, account, other, 'Billing account contributor');
    await db
      .updateTable('billing_profile')
      .set({ invoice_recipients: ['accounts@fjord.example'], invoice_email_opt_in: false })
      .where('billing_account_id', '=', account.billingAccountId)
      .execute();
    const name = await anInvoice(wiring, account);
    await world.pay(customer, name);
    await world.readEvents();
    await world.send();
    expect(mailServer.got.map(({ to }) => to).toSorted()).toEqual(['accounts@fjord.example', owner.email].toSorted());
    const text = mailServer.got[0]?.mail.text ?? '';
    expect(text).toContain('Visa •••• 4242');
    expect(text).toContain('10. november 2026');
  });
});

describe('a card that is declined', () => {
  it('is no mail to who pressed the button: they have seen it', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
    await world.pay(customer, name, 'pm_card_chargeCustomerFail');
    await world.readEvents();
    expect(await kinds(customer)).toEqual([]);
  });

  it('by itself is told once, with the reason and the day of the next try', async () => {
    const customer = await world.customer();
    const name = await chargedByItself(customer, 'pm_card_chargeCustomerFail');
    await world.readEvents();
    await world.send();
    expect(mailServer.subjects()).toEqual([
      `${customer.owner.email}: Kortet ble avvist: Faktura ${name} er ikke betalt`,
    ]);
    const text = mailServer.got[0]?.mail.text ?? '';
    expect(text).toContain('Banken avviste kortet.');
    expect(text).toContain('Vi prøver kortet på nytt 13. november 2026.');
  });

  it('because the bank wants its owner is told with a link to the pane', async () => {
    const customer = await world.customer();
    const name = await chargedByItself(customer, 'pm_card_authenticationRequired');
    await world.readEvents();
    await world.send();
    expect(mailServer.subjects()).toEqual([
      `${customer.owner.email}: Banken vil at du bekrefter betalingen av faktura ${name}`,
    ]);
    expect(mailServer.got[0]?.mail.text).toContain(`?pane=pay-now&invoice=${name}`);
  });

  it('but a card that is charged by itself and pays is thanked for, to everybody who may pay', async () => {
    const customer = await world.customer();
    const name = await chargedByItself(customer, 'pm_card_visa');
    await world.readEvents();
    await world.send();
    expect(mailServer.subjects()).toEqual([`${customer.owner.email}: Kvittering: 125,00 NOK for faktura ${name}`]);
  });
});

describe('a dispute', () => {
  it('is told to the vendor’s people who deal with money, with the day to answer by', async () => {
    const finance = await aPerson(wiring);
    await db
      .insertInto('issuer_role_assignment')
      .values({ user_id: finance.userId, role: 'Issuer finance', created_at: world.now })
      .execute();
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account);
    await world.pay(customer, name);
    await world.readEvents();
    await db.deleteFrom('mail_message').execute();
    await disputeOf(customer, name);
    await world.readEvents();
    await world.send();
    expect(mailServer.got.map(({ to }) => to)).toEqual([finance.email]);
    const text = mailServer.got[0]?.mail.text ?? '';
    expect(text).toContain('Answer it at the gateway by November 20, 2026');
    expect(text).toContain('product not received');
  });
});

describe('a card that is charged by itself', () => {
  it('is told of once, in the last month before it expires', async () => {
    const customer = await world.customer();
    const { billingAccountId, billingProfileId } = customer.account;
    const card = await aCard(wiring, world.sandbox, customer.owner);
    await db
      .updateTable('payment_method')
      .set({ expires_year: 2026, expires_month: 12 })
      .where('payment_method_id', '=', card)
      .execute();
    await db
      .updateTable('billing_profile')
      .set({ default_payment_method_id: card, pays_automatically: true })
      .where('billing_account_id', '=', billingAccountId)
      .where('billing_profile_id', '=', billingProfileId)
      .execute();
    const { clock, mailSettings } = wiring;
    world.now = new Date('2026-11-30T12:00:00Z');
    expect(await warnOfExpiringCards({ db, clock, mailSettings })).toBe(0);
    world.now = new Date('2026-12-01T12:00:00Z');
    expect(await warnOfExpiringCards({ db, clock, mailSettings })).toBe(1);
    world.now = new Date('2026-12-02T12:00:00Z');
    expect(await warnOfExpiringCards({ db, clock, mailSettings })).toBe(0);
    await world.send();
    expect(mailServer.got[0]?.mail.subject).toBe('Visa •••• 4242 utløper snart');
    expect(mailServer.got[0]?.mail.text).toContain('kan belastes til og med 31. desember 2026');
  });
});

describe('the reader of events', () => {
  it('passes over what it cannot work on, says so, and goes on', async () => {
    const customer = await world.customer();
    const name = await anInvoice(wiring, customer.account, { dueInDays: 14 });
    const { billingAccountId: billing_account_id } = customer.account;
    await db
      .insertInto('outbox_event')
      .values({
        billing_account_id,
        event_id: newId(),
        type: 'refund.succeeded',
        facts: JSON.stringify({ refundName: 'no uuid' }),
        created_at: world.now,
      })
      .execute();
    const passedOver: string[] = [];
    const { pool } = database;
    await outboxIsReadable(pool);
    await mailForEvents({
      db,
      pool,
      clock: wiring.clock,
      mailSettings: wiring.mailSettings,
      onPassedOver: ({ type }) => passedOver.push(type),
    });
    expect(passedOver).toEqual(['refund.succeeded']);
    expect(await kinds(customer)).toEqual(['invoice_issued']);
    expect(name).not.toBe('');
  });

  it('is one at a time, and writes each mail once, with three workers reading at once', async () => {
    const customer = await world.customer();
    for (let count = 0; count < 5; count += 1) await anInvoice(wiring, customer.account, { dueInDays: 14 });
    await Promise.all([world.readEvents(), world.readEvents(), world.readEvents()]);
    expect(await kinds(customer)).toHaveLength(5);
  });
});

async function kinds({ account }: Customer): Promise<string[]> {
  const rows = await db
    .selectFrom('mail_message')
    .select('kind')
    .where('billing_account_id', '=', account.billingAccountId)
    .orderBy('mail_id')
    .execute();
  return rows.map(({ kind }) => kind);
}

/** As after a crash before its place was written down. */
async function readFromTheBeginning(): Promise<void> {
  await db.deleteFrom('outbox_reader').where('name', '=', 'mail').execute();
}

/** An invoice that is due today, on a profile whose default card is charged by itself. */
async function chargedByItself(customer: Customer, token: string): Promise<string> {
  const { billingAccountId: billing_account_id, billingProfileId: billing_profile_id } = customer.account;
  const card = await aCard(wiring, world.sandbox, customer.owner, token);
  const { userId } = customer.owner;
  await db
    .insertInto('payment_method_link')
    .values({
      billing_account_id,
      billing_profile_id,
      payment_method_id: card,
      linked_by: userId,
      created_at: world.now,
    })
    .execute();
  await db
    .updateTable('billing_profile')
    .set({ default_payment_method_id: card, pays_automatically: true, invoice_email_opt_in: false })
    .where('billing_account_id', '=', billing_account_id)
    .execute();
  const name = await anInvoice(wiring, customer.account, { dueInDays: 0 });
  const { payments, clock } = wiring;
  await chargeDueInvoices({ db, payments, clock, onCommitted: () => undefined });
  return name;
}

/** As the gateway's webhook leaves it. */
async function disputeOf({ account }: Customer, invoiceName: string): Promise<void> {
  const { billingAccountId, billingProfileId } = account;
  const { payment_id } = await db
    .selectFrom('payment')
    .select('payment_id')
    .where('billing_account_id', '=', billingAccountId)
    .executeTakeFirstOrThrow();
  const dispute_id = newId();
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('dispute')
      .values({
        billing_account_id: billingAccountId,
        dispute_id,
        payment_id,
        gateway: 'stripe',
        gateway_dispute_id: newId(),
        is_inquiry: false,
        state: 'open',
        reason: 'product_not_received',
        currency: 'NOK',
        amount_minor: 12_500n,
        parts: '[]',
        evidence_due_at: new Date('2026-11-20T12:00:00Z'),
        opened_at: world.now,
      })
      .execute();
    const happening = {
      billingAccountId,
      action: 'dispute.open',
      resourceId: payment_id,
      facts: {},
      event: 'dispute.opened',
      invoiceNames: [invoiceName],
      billingProfileIds: [billingProfileId],
      paymentName: payment_id,
      eventFacts: { disputeName: dispute_id },
    };
    await recordActivity(tx, happening, { userId: null, name: 'Bank' }, world.now);
    return ok(undefined);
  });
}
