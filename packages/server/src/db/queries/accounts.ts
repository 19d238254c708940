import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface AccountRow {
  readonly billing_account_id: string;
  readonly organization_id: string;
  readonly display_name: string;
  readonly agreement_type: string;
  readonly account_type: string;
  readonly status: string;
  readonly sold_to: Record<string, string>;
  readonly time_zone: string;
}

export interface ProfileRow {
  readonly billing_profile_id: string;
  readonly name: string;
  readonly display_name: string;
  readonly currency: string;
  readonly bill_to: Record<string, string>;
  readonly invoice_day: number;
  readonly invoice_email_opt_in: boolean;
  readonly po_number: string | null;
  readonly status: string;
  readonly default_payment_method_id: string | null;
  readonly due_minor: bigint;
  readonly past_due_minor: bigint;
}

export interface SectionRow {
  readonly invoice_section_id: string;
  readonly name: string;
  readonly display_name: string;
  readonly state: string;
}

/** What part of a list is wanted: everything after `afterId`, at most `limit`. */
export interface Slice {
  readonly limit: number;
  readonly afterId?: string | undefined;
}

/** An account of a list, with what the person holds on it. */
export interface ListedAccountRow extends AccountRow {
  readonly roles: readonly {
    readonly role: string;
    readonly billing_profile_id: string | null;
    readonly invoice_section_id: string | null;
  }[];
}

/** The accounts that a person has a role on; every account for the issuer's staff. */
export async function listAccounts(
  db: Database,
  { userId, isStaff }: { userId: string; isStaff: boolean },
  { limit, afterId }: Slice,
): Promise<ListedAccountRow[]> {
  const { rows } = await sql<ListedAccountRow>`
    select billing_account_id, organization_id, display_name, agreement_type, account_type, status, sold_to, time_zone,
      (select coalesce(json_agg(json_build_object('role', r.role, 'billing_profile_id', r.billing_profile_id,
          'invoice_section_id', r.invoice_section_id)), '[]')
        from role_assignment r where r.billing_account_id = b.billing_account_id and r.user_id = ${userId}) as roles
    from billing_account b
    where ${isStaff ? sql`true` : sql`exists (select 1 from user_account u where u.billing_account_id = b.billing_account_id and u.user_id = ${userId})`}
      and ${after('b.billing_account_id', afterId)}
    order by b.billing_account_id limit ${limit}`.execute(db);
  return rows;
}

export async function findAccount(db: Database, billingAccountId: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select billing_account_id, organization_id, display_name, agreement_type, account_type, status, sold_to, time_zone
    from billing_account where billing_account_id = ${billingAccountId}`.execute(db);
  return rows[0];
}

/** Profiles with what is due on each; `today` in the account's zone parts due from past due. */
export async function listProfiles(
  db: Database,
  billingAccountId: string,
  {
    profiles,
    today,
    limit,
    afterId,
    name,
  }: Slice & { profiles: 'all' | readonly string[]; today: string; name?: string | undefined },
): Promise<ProfileRow[]> {
  const { rows } = await sql<ProfileRow>`
    select p.billing_profile_id, p.name, p.display_name, p.currency, p.bill_to, p.invoice_day, p.invoice_email_opt_in, p.po_number, p.status,
      p.default_payment_method_id, due.due_minor, due.past_due_minor
    from billing_profile p
    cross join lateral (
      select coalesce(sum(i.amount_due_minor), 0)::bigint as due_minor,
        coalesce(sum(i.amount_due_minor) filter (where i.due_on < ${today}::date), 0)::bigint as past_due_minor
      from invoice i
      where i.billing_account_id = p.billing_account_id and i.billing_profile_id = p.billing_profile_id
        and i.list_rank < 500000 and i.amount_due_minor > 0 and i.voided_at is null) due
    where p.billing_account_id = ${billingAccountId}
      and ${profiles === 'all' ? sql`true` : sql`p.billing_profile_id = any(${profiles}::uuid[])`}
      and ${name === undefined ? sql`true` : sql`upper(p.name) = upper(${name})`}
      and ${after('p.billing_profile_id', afterId)}
    order by p.billing_profile_id limit ${limit}`.execute(db);
  return rows;
}

/** A profile's id by its name in a URL. */
export async function findProfileId(
  db: Database,
  billingAccountId: string,
  name: string,
): Promise<{ billing_profile_id: string; display_name: string; currency: string } | undefined> {
  return db
    .selectFrom('billing_profile')
    .select(['billing_profile_id', 'display_name', 'currency'])
    .where('billing_account_id', '=', billingAccountId)
    .where(sql`upper(name)`, '=', name.toUpperCase())
    .executeTakeFirst();
}

export async function listSections(
  db: Database,
  billingAccountId: string,
  {
    billingProfileId,
    sections,
    limit,
    afterId,
    name,
  }: Slice & { billingProfileId: string; sections: 'all' | readonly string[]; name?: string | undefined },
): Promise<SectionRow[]> {
  const { rows } = await sql<SectionRow>`
    select s.invoice_section_id, s.name, s.display_name, s.state from invoice_section s
    where s.billing_account_id = ${billingAccountId} and s.billing_profile_id = ${billingProfileId}
      and ${sections === 'all' ? sql`true` : sql`s.invoice_section_id = any(${sections}::uuid[])`}
      and ${name === undefined ? sql`true` : sql`upper(s.name) = upper(${name})`}
      and ${after('s.invoice_section_id', afterId)}
    order by s.invoice_section_id limit ${limit}`.execute(db);
  return rows;
}

function after(column: string, afterId: string | undefined) {
  return afterId === undefined ? sql`true` : sql`${sql.ref(column)} > ${afterId}`;
}
