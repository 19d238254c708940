import type { IssuerRole } from '@betalt/core/access/roles.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { CURRENT_AGREEMENT } from '../../src/app/accounts/agreement.ts';
import { type CreatedBillingAccount, createBillingAccount } from '../../src/app/accounts/create-billing-account.ts';
import { signUp } from '../../src/app/accounts/sign-up.ts';
import type { Wiring } from '../../src/app/wired.ts';
import { newId } from '../../src/db/new-id.ts';
import { issueAccessToken } from '../../src/identity/access-tokens.ts';

export const PASSWORD = 'a password of tests';

export interface TestPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** For `authorization: Bearer …`. */
  readonly token: string;
}

let people = 0;

/** A person who has signed up, with a bearer token. */
export async function aPerson(wiring: Wiring, { name = 'Kari Nordmann' }: { name?: string } = {}): Promise<TestPerson> {
  people += 1;
  const email = `person-${people}-${newId().slice(-6)}@customer.example`;
  const signedUp = await signUp(wiring, 'open', { name, email, password: PASSWORD });
  assert(signedUp.ok, 'a new address may sign up');
  const token = await issueAccessToken(wiring, email, 'tests');
  assert(token !== null, 'the person has just been made');
  return { userId: signedUp.value.userId, name, email, token };
}

export interface TestAccount extends CreatedBillingAccount {
  readonly currency: string;
}

/** A billing account that `owner` has opened, with one profile in `currency` and one section. */
export async function anAccount(
  wiring: Wiring,
  owner: TestPerson,
  { currency = 'NOK', companyName = 'Fjord Labs AS', timeZone = 'Europe/Oslo' } = {},
): Promise<TestAccount> {
  const created = await createBillingAccount(
    wiring,
    { ...owner, networkAddress: '127.0.0.1' },
    {
      companyName,
      country: 'NO',
      currency,
      timeZone,
      addressLine1: 'Storgata 1',
      postalCode: '0155',
      city: 'Oslo',
      acceptedAgreementVersion: CURRENT_AGREEMENT.version,
    },
  );
  assert(created.ok, 'the request is a good one');
  return { ...created.value, currency };
}

/** A member of the vendor's staff, with a bearer token. */
export async function anIssuer(
  wiring: Wiring,
  { role = 'Issuer finance', name = 'Ingrid Issuer' }: { role?: IssuerRole; name?: string } = {},
): Promise<TestPerson> {
  const person = await aPerson(wiring, { name });
  await wiring.database.db
    .insertInto('issuer_role_assignment')
    .values({ user_id: person.userId, role, created_at: wiring.clock() })
    .execute();
  return person;
}

/** Another billing profile of the account, in another currency: the account as tests of that profile take it. */
export async function aProfile(wiring: Wiring, account: TestAccount, currency: string): Promise<TestAccount> {
  const billingProfileId = newId();
  const { db } = wiring.database;
  const first = await db
    .selectFrom('billing_profile')
    .selectAll()
    .where('billing_account_id', '=', account.billingAccountId)
    .where('billing_profile_id', '=', account.billingProfileId)
    .executeTakeFirstOrThrow();
  const { bill_to, ...row } = first;
  await db
    .insertInto('billing_profile')
    .values({
      ...row,
      bill_to: JSON.stringify(bill_to),
      billing_profile_id: billingProfileId,
      name: `P-${billingProfileId.slice(-8)}`,
      display_name: `Profile in ${currency}`,
      currency,
    })
    .execute();
  return { ...account, billingProfileId, currency };
}

/** Gives somebody a role on the account, or on its profile. */
export async function aRole(
  wiring: Wiring,
  account: TestAccount,
  person: TestPerson,
  role: string,
  { onProfile = false } = {},
): Promise<void> {
  const { billingAccountId: billing_account_id, billingProfileId } = account;
  const user = { billing_account_id, user_id: person.userId };
  await wiring.database.db
    .insertInto('user_account')
    .values(user)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await wiring.database.db
    .insertInto('role_assignment')
    .values({
      ...user,
      role_assignment_id: newId(),
      role,
      billing_profile_id: onProfile ? billingProfileId : null,
      created_at: wiring.clock(),
    })
    .execute();
}

export function bearer({ token }: TestPerson): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
