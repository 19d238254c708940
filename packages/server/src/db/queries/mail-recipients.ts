import type { Database } from '../database.ts';

export interface PersonToMail {
  readonly name: string;
  readonly email: string;
  /** Their own choice; null for none. */
  readonly language: string | null;
}

export interface HolderToMail extends PersonToMail {
  readonly user_id: string;
  readonly role: string;
  readonly billing_profile_id: string | null;
  readonly invoice_section_id: string | null;
}

/** Everybody with a role on an account, one row a role, in the order of their addresses. */
export async function listHolders(db: Database, billingAccountId: string): Promise<HolderToMail[]> {
  return db
    .selectFrom('role_assignment as r')
    .innerJoin('app_user as u', 'u.user_id', 'r.user_id')
    .leftJoin('user_setting as s', 's.user_id', 'u.user_id')
    .select(['u.user_id', 'u.name', 'u.email', 's.language', 'r.role', 'r.billing_profile_id', 'r.invoice_section_id'])
    .where('r.billing_account_id', '=', billingAccountId)
    .orderBy('u.email')
    .execute();
}

/** The addresses that a profile lists beside its people, and the customer's country, which gives them a language. */
export async function listExtraRecipients(
  db: Database,
  { billingAccountId, billingProfileId }: { readonly billingAccountId: string; readonly billingProfileId: string },
): Promise<{ addresses: readonly string[]; country: string | null }> {
  const row = await db
    .selectFrom('billing_profile as p')
    .innerJoin('billing_account as a', 'a.billing_account_id', 'p.billing_account_id')
    .select(['p.invoice_recipients', 'a.sold_to'])
    .where('p.billing_account_id', '=', billingAccountId)
    .where('p.billing_profile_id', '=', billingProfileId)
    .executeTakeFirst();
  return { addresses: row?.invoice_recipients ?? [], country: countryOf(row?.sold_to) };
}

export async function listStaff(db: Database, roles: readonly string[]): Promise<PersonToMail[]> {
  return db
    .selectFrom('issuer_role_assignment as r')
    .innerJoin('app_user as u', 'u.user_id', 'r.user_id')
    .leftJoin('user_setting as s', 's.user_id', 'u.user_id')
    .select(['u.name', 'u.email', 's.language'])
    .distinct()
    .where('r.role', 'in', roles)
    .orderBy('u.email')
    .execute();
}

export async function findPersonToMail(db: Database, userId: string): Promise<PersonToMail | undefined> {
  return db
    .selectFrom('app_user as u')
    .leftJoin('user_setting as s', 's.user_id', 'u.user_id')
    .select(['u.name', 'u.email', 's.language'])
    .where('u.user_id', '=', userId)
    .executeTakeFirst();
}

/** `sold_to.country`, ISO 3166-1 alpha-2. */
export function countryOf(soldTo: unknown): string | null {
  if (typeof soldTo !== 'object' || soldTo === null || !('country' in soldTo)) return null;
  return typeof soldTo.country === 'string' ? soldTo.country : null;
}
