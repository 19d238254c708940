import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface AccountPlace {
  readonly billing_account_id: string;
  readonly display_name: string;
}

/** The place below an account where a role is to hold; both absent: the account itself. */
export interface PlaceBelow {
  readonly billingProfileId?: string | undefined;
  readonly invoiceSectionId?: string | undefined;
  readonly displayName: string;
}

const MOST_SHOWN = 10;

/**
 * The billing accounts of a name: display name, id, or the name in URLs; compared whatever the case. For the host's own
 * command line: it reads across accounts.
 */
export async function accountsNamed(db: Database, name: string): Promise<AccountPlace[]> {
  const { rows } = await sql<AccountPlace>`
    select billing_account_id, display_name from billing_account
    where lower(${name}) in (lower(display_name), billing_account_id::text, billing_account_id || ':' || organization_id || '_2019-05-31')
    order by billing_account_id limit ${MOST_SHOWN}`.execute(db);
  return rows;
}

/** The profiles of an account by name or display name. */
export async function profilesNamed(db: Database, billingAccountId: string, name: string): Promise<PlaceBelow[]> {
  const { rows } = await sql<{ billing_profile_id: string; display_name: string }>`
    select billing_profile_id, display_name from billing_profile
    where billing_account_id = ${billingAccountId} and status <> 'Deleted' and lower(${name}) in (lower(name), lower(display_name))
    order by billing_profile_id limit ${MOST_SHOWN}`.execute(db);
  return rows.map((row) => ({ billingProfileId: row.billing_profile_id, displayName: row.display_name }));
}

/** The sections of a profile by name or display name. */
export async function sectionsNamed(
  db: Database,
  billingAccountId: string,
  billingProfileId: string,
  name: string,
): Promise<PlaceBelow[]> {
  const { rows } = await sql<{ invoice_section_id: string; display_name: string }>`
    select invoice_section_id, display_name from invoice_section
    where billing_account_id = ${billingAccountId} and billing_profile_id = ${billingProfileId}
      and lower(${name}) in (lower(name), lower(display_name))
    order by invoice_section_id limit ${MOST_SHOWN}`.execute(db);
  return rows.map((row) => ({
    billingProfileId,
    invoiceSectionId: row.invoice_section_id,
    displayName: row.display_name,
  }));
}
