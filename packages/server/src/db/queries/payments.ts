import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../database.ts';

/** A payment with its attempts and allocations, as one row: the payments list, one payment, and what the repair needs. */
export interface PaymentRow {
  readonly billing_account_id: string;
  readonly payment_id: string;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly outcome: string;
  readonly payment_method_id: string | null;
  readonly method_family: string;
  readonly method_brand: string | null;
  readonly method_last_four: string | null;
  readonly paid_by: string | null;
  readonly paid_by_name: string;
  readonly is_automatic: boolean;
  readonly transfer_reference: string | null;
  readonly reversed_at: Date | null;
  readonly decline_code: string | null;
  readonly client_secret: string | null;
  readonly created_at: Date;
  readonly settled_at: Date | null;
  readonly expires_at: Date | null;
  /** Refunds that have been made; those on their way are not in it. */
  readonly refunded_minor: bigint;
  readonly attempts: readonly AttemptPart[];
  readonly allocations: readonly AllocationPart[];
}

export interface AttemptPart {
  readonly attempt_id: string;
  readonly outcome: string;
  readonly started_at: string;
  readonly gateway: string;
  readonly gateway_customer_id: string | null;
  readonly gateway_payment_method_id: string | null;
  readonly gateway_payment_id: string | null;
}

/** Amounts inside JSON are text, since JSON has no bigint. */
export interface AllocationPart {
  readonly invoice_id: string;
  readonly invoice_name: string;
  readonly billing_profile_id: string;
  readonly amount_minor: string;
  /** Of a settled one: what went back since. */
  readonly returned_minor: string;
  readonly state: string;
}

const COLUMNS = `p.billing_account_id, p.payment_id, p.currency, p.amount_minor, p.outcome, p.payment_method_id, p.method_family, p.method_brand,
  p.method_last_four, p.paid_by, p.paid_by_name, p.is_automatic, p.transfer_reference, p.reversed_at, p.decline_code, p.client_secret, p.created_at, p.settled_at, p.expires_at,
  (select coalesce(sum(r.amount_minor), 0)::bigint from refund r
    where r.billing_account_id = p.billing_account_id and r.payment_id = p.payment_id and r.outcome = 'succeeded') as refunded_minor,
  (select coalesce(jsonb_agg(to_jsonb(t) - 'billing_account_id' order by t.attempt_id), '[]') from payment_attempt t
    where t.billing_account_id = p.billing_account_id and t.payment_id = p.payment_id) as attempts,
  (select coalesce(jsonb_agg(jsonb_build_object('invoice_id', a.invoice_id, 'invoice_name', i.name, 'billing_profile_id', a.billing_profile_id,
      'amount_minor', a.amount_minor::text, 'returned_minor', a.returned_minor::text, 'state', a.state) order by i.name), '[]')
    from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
    where a.billing_account_id = p.billing_account_id and a.payment_id = p.payment_id) as allocations`;

/** Payments of an account whose every invoice lies in `profiles`, newest first, from after `beforeId` on. */
export async function listPayments(
  db: Database,
  billingAccountId: string,
  {
    profiles,
    limit,
    beforeId,
    paymentId,
    outcomes,
  }: {
    profiles: 'all' | readonly string[];
    limit: number;
    beforeId?: string | undefined;
    paymentId?: string | undefined;
    outcomes?: readonly string[] | undefined;
  },
): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    select ${sql.raw(COLUMNS)} from payment p
    where p.billing_account_id = ${billingAccountId}
      and ${paymentId === undefined ? sql`true` : sql`p.payment_id = ${paymentId}`}
      and ${outcomes === undefined ? sql`true` : sql`p.outcome = any(${outcomes}::text[])`}
      and ${beforeId === undefined ? sql`true` : sql`p.payment_id < ${beforeId}`}
      and ${profiles === 'all' ? sql`true` : sql`not exists (${sql.raw(ELSEWHERE)} <> all(${profiles}::uuid[]))`}
    order by p.payment_id desc
    limit ${limit}`.execute(db);
  return rows;
}

/** One payment, under the same rule, by a prepared statement: it is every answer to paying, and planning it anew is most of what it costs. */
export async function findPayment(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  paymentId: string,
  profiles: 'all' | readonly string[],
): Promise<PaymentRow | undefined> {
  const { rows } = await pool.query<PaymentRow>({
    name: 'find-payment',
    text: `select ${COLUMNS} from payment p where p.billing_account_id = $1 and p.payment_id = $2
      and ($3::uuid[] is null or not exists (${ELSEWHERE} <> all($3)))`,
    values: [billingAccountId, paymentId, profiles === 'all' ? null : profiles],
  });
  return rows[0];
}

/** Where its money is, or was meant to go: an invoice, or a profile's account with us. */
const ELSEWHERE = `select 1 from (
    select billing_profile_id from allocation x where x.billing_account_id = p.billing_account_id and x.payment_id = p.payment_id
    union all
    select billing_profile_id from money_on_account x where x.billing_account_id = p.billing_account_id and x.payment_id = p.payment_id) place
  where place.billing_profile_id`;
