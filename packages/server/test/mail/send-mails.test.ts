import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { sendDueMails } from '../../src/app/mail/send-mails.ts';
import { RETRY_MINUTES } from '../../src/app/mail/settle-mail.ts';
import { type Customer, dunningWorld } from '../support/dunning.ts';
import { anInvoice } from '../support/payables.ts';

const MINUTE_MS = 60_000;
const world = await dunningWorld();
const { wiring, database, mailServer } = world;
const { db } = database;

beforeEach(async () => {
  world.now = new Date('2026-11-10T12:00:00Z');
  await db.deleteFrom('mail_message').execute();
  mailServer.forget();
  mailServer.behave('well');
});

describe('sending', () => {
  it('is tried again when the mail server is busy, and then done once', async () => {
    const { customer } = await aReminder();
    mailServer.behave('busy');
    await world.send();
    expect(await message(customer)).toMatchObject({ state: 'queued', tries: 1 });
    expect((await message(customer)).last_error).toContain('try again later');
    await world.send();
    expect((await message(customer)).tries).toBe(1);
    mailServer.behave('well');
    later(1);
    await world.send();
    later(1);
    await world.send();
    expect(mailServer.got).toHaveLength(1);
    expect(await message(customer)).toMatchObject({ state: 'sent', tries: 2, next_try_at: null, last_error: null });
  });

  it('has the same Message-ID when the sender is killed between the server’s yes and writing it down', async () => {
    const { customer } = await aReminder();
    // The yes never arrives: to the sender that is the same as dying before writing it down.
    mailServer.behave('hangs_up');
    await world.send();
    expect((await message(customer)).state).toBe('queued');
    mailServer.behave('well');
    later(1);
    await world.send();
    const ids = mailServer.got.map(({ mail }) => mail.messageId);
    expect(ids).toEqual([`<${(await message(customer)).mail_id}@vendor.example>`, ids[0]]);
  });

  it('of a worker that died is taken over by another, after a while', async () => {
    const { customer } = await aReminder();
    const { mailSender: sender, clock } = wiring;
    const dying = { send: () => Promise.reject(new Error('killed')), close: () => undefined };
    await expect(sendDueMails({ db, mailer: dying, sender, clock })).rejects.toThrow('killed');
    await world.send();
    expect(mailServer.got).toHaveLength(0);
    later(3);
    await world.send();
    expect(await message(customer)).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('is done once by two workers at once', async () => {
    await aReminder();
    await Promise.all([world.send(), world.send(), world.send()]);
    expect(mailServer.got).toHaveLength(1);
  });

  it('to an address that the server refuses has failed at once, and does not hold up others', async () => {
    const { customer } = await aReminder();
    const other = await aReminder();
    mailServer.behave({ refuses: customer.owner.email });
    await world.send();
    expect(await message(customer)).toMatchObject({ state: 'failed', tries: 1, next_try_at: null });
    expect((await message(customer)).last_error).toContain('no such mailbox');
    expect((await message(other.customer)).state).toBe('sent');
  });

  it('gives up after the last try, and stays to be seen', async () => {
    const { customer } = await aReminder();
    mailServer.behave('busy');
    for (const minutes of [0, ...RETRY_MINUTES]) {
      later(minutes);
      await world.send();
    }
    expect(await message(customer)).toMatchObject({
      state: 'failed',
      tries: RETRY_MINUTES.length + 1,
      next_try_at: null,
    });
  });

  it('after days without a mail server is of the latest notice only', async () => {
    const customer = await world.customer();
    await anInvoice(wiring, customer.account, { dueInDays: -6 });
    await world.sweep();
    later(24 * 60);
    await world.sweep();
    await world.send();
    expect(mailServer.got.map(({ mail }) => mail.subject)).toEqual([expect.stringContaining('7 dager')]);
  });
});

describe('what arrives', () => {
  it('has æøå in its words, a sender, a text part, an HTML part and a link that opens the pane', async () => {
    const { customer, name } = await aReminder();
    await world.send();
    const [{ mail } = { mail: undefined }] = mailServer.got;
    expect(mail?.from?.text).toBe('"Nordlys Cloud AS" <billing@vendor.example>');
    expect(mail?.subject).toBe(`Påminnelse: Faktura ${name} er 1 dag forsinket`);
    expect(mail?.text).toContain('Er det noe galt med fakturaen? Spør om den i portalen');
    const link = `https://billing.vendor.example/billing/${encodeURIComponent(customer.account.name)}/invoices?pane=pay-now&invoice=${name}`;
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(`href="${link.replaceAll('&', '&#38;')}"`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('content-language')).toBe('nb-NO');
  });
});

async function aReminder(): Promise<{ customer: Customer; name: string }> {
  const customer = await world.customer();
  const name = await anInvoice(wiring, customer.account, { dueInDays: -1 });
  await world.sweep();
  // Later sweeps of this file have nothing to say about it any more.
  onTestFinished(async () => {
    await world.pay(customer, name);
  });
  return { customer, name };
}

function later(minutes: number): void {
  world.now = new Date(world.now.getTime() + minutes * MINUTE_MS);
}

function message({ account }: Customer) {
  return db
    .selectFrom('mail_message')
    .selectAll()
    .where('billing_account_id', '=', account.billingAccountId)
    .executeTakeFirstOrThrow();
}
