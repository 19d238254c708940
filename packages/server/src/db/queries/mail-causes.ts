import { type Selectable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Dispute, Refund } from '../tables.ts';

export function findRefund(
  db: Database,
  billingAccountId: string,
  refundId: string,
): Promise<Selectable<Refund> | undefined> {
  return db
    .selectFrom('refund')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .where('refund_id', '=', refundId)
    .executeTakeFirst();
}

export function findDispute(
  db: Database,
  billingAccountId: string,
  disputeId: string,
): Promise<Selectable<Dispute> | undefined> {
  return db
    .selectFrom('dispute')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .where('dispute_id', '=', disputeId)
    .executeTakeFirst();
}

export interface ExpiringCard {
  readonly billing_account_id: string;
  readonly billing_profile_id: string;
  readonly profile_name: string;
  readonly profile_display_name: string;
  readonly payment_method_id: string;
  readonly brand: string;
  readonly last_four: string | null;
  /** The last day of its last month. */
  readonly expires_on: string;
}

/** Cards that are charged by themselves and whose last day lies between the two, over all accounts: a sweep. */
export async function listExpiringCards(
  db: Database,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ExpiringCard[]> {
  const { rows } = await sql<ExpiringCard>`
    select * from (
      select p.billing_account_id, p.billing_profile_id, p.name as profile_name, p.display_name as profile_display_name,
        m.payment_method_id, m.brand, m.last_four,
        (make_date(m.expires_year, m.expires_month, 1) + interval '1 month' - interval '1 day')::date as expires_on
      from billing_profile p join payment_method m on m.payment_method_id = p.default_payment_method_id
      where p.pays_automatically and p.status <> 'Deleted' and m.removed_at is null and m.expires_year is not null and m.expires_month is not null
    ) card where expires_on between ${from}::date and ${to}::date
    order by billing_account_id, billing_profile_id`.execute(db);
  return rows;
}
