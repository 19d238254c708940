import { ROLES, type Role } from '@betalt/core/access/roles.ts';
import { describe, expect, it } from 'vitest';
import { moneyStaff, payersOf } from '../../src/app/mail/recipients.ts';
import { newId } from '../../src/db/new-id.ts';
import { dunningWorld } from '../support/dunning.ts';
import { anInvoice } from '../support/payables.ts';
import { anAccount, aPerson, aRole, type TestAccount } from '../support/people.ts';

const world = await dunningWorld();
const { wiring, database, mailServer } = world;
const { db } = database;

/** The cells of docs/domain/access.md, *see invoices* aside: who may pay, by the role and where it is held. */
const PAYS: Readonly<Record<Role, boolean>> = {
  'Billing account owner': true,
  'Billing account contributor': true,
  'Billing account reader': false,
  'Billing profile owner': true,
  'Billing profile contributor': true,
  'Billing profile reader': false,
  'Invoice manager': true,
  'Invoice section owner': false,
  'Invoice section contributor': false,
  'Invoice section reader': false,
  'Azure subscription creator': false,
};

describe('who is written to about an invoice', () => {
  it.each(Object.entries(PAYS))('%s: %s', async (role, pays) => {
    const { account, owner } = await world.customer();
    const person = await aPerson(wiring);
    await aRole(wiring, account, person, role, { onProfile: ROLES[role as Role].level !== 'billingAccount' });
    const addresses = (await payersOf(db, account)).map(({ address }) => address);
    expect(addresses.toSorted()).toEqual([owner.email, ...(pays ? [person.email] : [])].toSorted());
  });

  it('is nobody of another profile or another account', async () => {
    const { account, owner } = await world.customer();
    const otherProfile = await anotherProfile(account);
    const person = await aPerson(wiring);
    await aRole(wiring, { ...account, billingProfileId: otherProfile }, person, 'Invoice manager', { onProfile: true });
    const stranger = await aPerson(wiring);
    await anAccount(wiring, stranger);
    expect((await payersOf(db, account)).map(({ address }) => address)).toEqual([owner.email]);
  });

  it('is a person of several roles once, and a listed address that is a person’s once', async () => {
    const { account, owner } = await world.customer();
    await aRole(wiring, account, owner, 'Invoice manager', { onProfile: true });
    await listAddresses(account, [owner.email.toUpperCase(), 'accounts@fjord.example', 'accounts@fjord.example']);
    expect((await payersOf(db, account)).map(({ address, why }) => [address, why])).toEqual([
      [owner.email, 'pays'],
      ['accounts@fjord.example', 'listed'],
    ]);
  });

  it('is reminded of what is past due also where new invoices are not wanted', async () => {
    const { account, owner } = await world.customer();
    await db
      .updateTable('billing_profile')
      .set({ invoice_email_opt_in: false })
      .where('billing_account_id', '=', account.billingAccountId)
      .execute();
    await anInvoice(wiring, account, { dueInDays: 5 });
    const late = await anInvoice(wiring, account, { dueInDays: -1 });
    await world.readEvents();
    await world.sweep();
    await world.send();
    const subjects = mailServer.got.filter(({ to }) => to === owner.email).map(({ mail }) => mail.subject);
    expect(subjects).toEqual([`Påminnelse: Faktura ${late} er 1 dag forsinket`]);
  });
});

describe('a mail is in its reader’s language', () => {
  it('their own choice first, else that of the customer’s country', async () => {
    const { account, owner } = await world.customer();
    const english = await aPerson(wiring);
    await aRole(wiring, account, english, 'Billing account contributor');
    await chooseLanguage(english.userId, 'en-US');
    await listAddresses(account, ['accounts@fjord.example']);
    await anInvoice(wiring, account, { dueInDays: 0 });
    mailServer.forget();
    await world.sweep();
    await world.send();
    const languages = new Map(mailServer.got.map(({ to, mail }) => [to, mail.headers.get('content-language')]));
    expect(languages.get(owner.email)).toBe('nb-NO');
    expect(languages.get(english.email)).toBe('en-US');
    expect(languages.get('accounts@fjord.example')).toBe('nb-NO');
  });

  it('is English where the customer is elsewhere', async () => {
    const { account, owner } = await world.customer();
    await db
      .updateTable('billing_account')
      .set({ sold_to: JSON.stringify({ country: 'DE' }) })
      .where('billing_account_id', '=', account.billingAccountId)
      .execute();
    expect(await payersOf(db, account)).toMatchObject([{ address: owner.email, language: 'en-US' }]);
  });
});

describe('the vendor’s staff who are written to', () => {
  it('look after money: finance and administrators, not support', async () => {
    const people = await Promise.all(
      (['Issuer finance', 'Issuer administrator', 'Issuer support'] as const).map(async (role) => {
        const person = await aPerson(wiring);
        await db
          .insertInto('issuer_role_assignment')
          .values({ user_id: person.userId, role, created_at: world.now })
          .execute();
        return person.email;
      }),
    );
    expect((await moneyStaff(db)).map(({ address }) => address).toSorted()).toEqual(people.slice(0, 2).toSorted());
  });
});

async function anotherProfile({ billingAccountId }: TestAccount): Promise<string> {
  const billing_profile_id = newId();
  await db
    .insertInto('billing_profile')
    .values({
      billing_account_id: billingAccountId,
      billing_profile_id,
      name: 'OTHER',
      display_name: 'Other',
      currency: 'NOK',
      bill_to: '{}',
      created_at: world.now,
    })
    .execute();
  return billing_profile_id;
}

async function listAddresses({ billingAccountId }: TestAccount, addresses: string[]): Promise<void> {
  await db
    .updateTable('billing_profile')
    .set({ invoice_recipients: addresses })
    .where('billing_account_id', '=', billingAccountId)
    .execute();
}

async function chooseLanguage(user_id: string, language: string): Promise<void> {
  await db.insertInto('user_setting').values({ user_id, language, updated_at: world.now }).execute();
}
