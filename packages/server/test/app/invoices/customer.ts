import type { Actor } from '@betalt/core/access/may.ts';
import { expect } from 'vitest';
import { checkLedger } from '../../../src/app/ledger/check-ledger.ts';
import { newId } from '../../../src/db/new-id.ts';
import type { TestDatabase } from '../../support/test-database.ts';

export interface Customer {
  readonly billingAccountId: string;
  /** Profile of each currency, by its code. */
  readonly profiles: Readonly<Record<string, string>>;
  readonly issuer: Actor;
  readonly owner: Actor;
}

const AT = new Date('2026-11-24T12:00:00Z');
const CURRENCIES = ['NOK', 'EUR', 'DKK', 'GBP', 'USD', 'JPY'] as const;

/** A customer with a profile in each of several currencies, each with the sections Platform and Research. */
export async function newCustomer({ db }: TestDatabase): Promise<Customer> {
  const billingAccountId = newId();
  const issuer = { userId: await newUser(db, 'Ingrid Issuer'), name: 'Ingrid Issuer', roles: [] };
  const owner = { userId: await newUser(db, 'Ola Owner'), name: 'Ola Owner', issuerRoles: [] };
  await db
    .insertInto('billing_account')
    .values({
      billing_account_id: billingAccountId,
      organization_id: newId(),
      display_name: 'Fjord Labs AS',
      agreement_type: 'MicrosoftCustomerAgreement',
      account_type: 'Business',
      sold_to: JSON.stringify({ country: 'NO' }),
      time_zone: 'Europe/Oslo',
      created_at: AT,
    })
    .execute();
  const profiles = Object.fromEntries(CURRENCIES.map((currency) => [currency, newId()]));
  for (const [currency, profileId] of Object.entries(profiles)) {
    await newProfile(db, billingAccountId, profileId, currency);
  }
  return {
    billingAccountId,
    profiles,
    issuer: { ...issuer, issuerRoles: ['Issuer finance'] },
    owner: { ...owner, roles: [{ role: 'Billing account owner' }] },
  };
}

/** Asserts what must hold after whatever a test did. */
export async function ledgerAddsUp({ db }: TestDatabase): Promise<void> {
  expect((await checkLedger(db)).problems).toEqual([]);
}

async function newUser(db: TestDatabase['db'], name: string): Promise<string> {
  const user_id = newId();
  const email = `${user_id}@test.example`;
  await db.insertInto('app_user').values({ user_id, name, email, created_at: AT, updated_at: AT }).execute();
  return user_id;
}

async function newProfile(db: TestDatabase['db'], billing_account_id: string, profileId: string, currency: string) {
  await db
    .insertInto('billing_profile')
    .values({
      billing_account_id,
      billing_profile_id: profileId,
      name: `BP-${currency}`,
      display_name: `Profile ${currency}`,
      currency,
      bill_to: JSON.stringify({ country: 'NO' }),
      created_at: AT,
    })
    .execute();
  const sections = ['Platform', 'Research'].map((name, index) => ({
    billing_account_id,
    invoice_section_id: newId(),
    billing_profile_id: profileId,
    name,
    display_name: `${name} team`,
    created_at: new Date(AT.getTime() + index),
  }));
  await db.insertInto('invoice_section').values(sections).execute();
}
