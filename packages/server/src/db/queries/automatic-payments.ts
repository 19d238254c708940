import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A profile's switch, and the method that is charged. */
export interface AutomaticProfileRow {
  readonly pays_automatically: boolean;
  readonly default_payment_method_id: string | null;
  readonly is_removed: boolean;
  readonly expires_month: number | null;
  readonly expires_year: number | null;
}

/** Undefined where there is no such profile. */
export async function findAutomaticProfile(
  db: Database,
  billingAccountId: string,
  billingProfileId: string,
): Promise<AutomaticProfileRow | undefined> {
  const { rows } = await sql<AutomaticProfileRow>`
    select p.pays_automatically, p.default_payment_method_id, m.expires_month, m.expires_year,
      m.payment_method_id is null or m.removed_at is not null as is_removed
    from billing_profile p left join payment_method m on m.payment_method_id = p.default_payment_method_id
    where p.billing_account_id = ${billingAccountId} and p.billing_profile_id = ${billingProfileId}`.execute(db);
  return rows[0];
}

/** An invoice of a profile that will be charged, is being charged, or has been in vain. */
export interface UpcomingRow {
  readonly name: string;
  readonly due_on: string;
  readonly currency: string;
  readonly amount_due_minor: bigint;
  readonly is_live: boolean;
  /** A question of the payer's is open: nothing is charged meanwhile. */
  readonly has_query: boolean;
  readonly state: string | null;
  readonly next_try_at: Date | null;
  readonly decline_code: string | null;
}

/** What is due on a profile, soonest first (index invoice_profile_list_ix). */
export async function listUpcoming(
  db: Database,
  billingAccountId: string,
  billingProfileId: string,
): Promise<UpcomingRow[]> {
  const { rows } = await sql<UpcomingRow>`
    select i.name, i.due_on, i.currency, i.amount_due_minor, i.live_payment_id is not null as is_live, t.state, t.next_try_at, t.decline_code,
      exists (select 1 from invoice_query q where q.billing_account_id = i.billing_account_id and q.invoice_id = i.invoice_id
        and q.closed_at is null) as has_query
    from invoice i
    left join automatic_payment t on t.billing_account_id = i.billing_account_id and t.invoice_id = i.invoice_id
    where i.billing_account_id = ${billingAccountId} and i.billing_profile_id = ${billingProfileId} and i.list_rank < 500000
      and i.document_type = 'Invoice' and i.disputed_at is null
    order by i.list_rank, i.invoice_id limit 100`.execute(db);
  return rows;
}
