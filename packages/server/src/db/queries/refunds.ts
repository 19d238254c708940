import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A refund as its page and lists show it. Amounts inside JSON are text, since JSON has no bigint. */
export interface RefundRow {
  readonly refund_id: string;
  readonly payment_id: string;
  readonly invoice_name: string | null;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly outcome: string;
  readonly reason: string;
  readonly failure_reason: string | null;
  readonly gateway_refund_id: string | null;
  readonly requested_by_name: string;
  readonly created_at: Date;
  readonly settled_at: Date | null;
  readonly method_family: string;
  readonly method_brand: string | null;
  readonly method_last_four: string | null;
  readonly parts: readonly RefundPartRow[];
}

export interface RefundPartRow {
  readonly source: string;
  readonly invoice_name: string | null;
  readonly credit_note_name: string | null;
  readonly amount_minor: string;
}

export interface RefundListQuery {
  /** The profiles whose invoices the caller may read. */
  readonly profiles: 'all' | readonly string[];
  readonly limit: number;
  readonly beforeId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly paymentId?: string | undefined;
}

/** Refunds of an account whose every part lies in `profiles`, newest first, from after `beforeId` on. */
export async function listRefunds(
  db: Database,
  billingAccountId: string,
  { profiles, limit, beforeId, refundId, paymentId }: RefundListQuery,
): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`
    select r.refund_id, r.payment_id, i.name as invoice_name, r.currency, r.amount_minor, r.outcome, r.reason, r.failure_reason,
      r.gateway_refund_id, r.requested_by_name, r.created_at, r.settled_at, p.method_family, p.method_brand, p.method_last_four,
      (select jsonb_agg(jsonb_build_object('source', part ->> 'source', 'invoice_name', o.name, 'credit_note_name', n.name,
          'amount_minor', part ->> 'amountMinor') order by no)
        from jsonb_array_elements(r.parts) with ordinality each (part, no)
        left join invoice o on o.billing_account_id = r.billing_account_id and o.invoice_id = (part ->> 'invoiceId')::uuid
        left join invoice n on n.billing_account_id = r.billing_account_id and n.invoice_id = (part ->> 'creditNoteId')::uuid) as parts
    from refund r
    join payment p on p.billing_account_id = r.billing_account_id and p.payment_id = r.payment_id
    left join invoice i on i.billing_account_id = r.billing_account_id and i.invoice_id = r.invoice_id
    where r.billing_account_id = ${billingAccountId}
      and ${refundId === undefined ? sql`true` : sql`r.refund_id = ${refundId}`}
      and ${paymentId === undefined ? sql`true` : sql`r.payment_id = ${paymentId}`}
      and ${beforeId === undefined ? sql`true` : sql`r.refund_id < ${beforeId}`}
      and ${
        profiles === 'all'
          ? sql`true`
          : sql`not exists (select 1 from jsonb_array_elements(r.parts) part
              where (part ->> 'billingProfileId')::uuid <> all(${[...profiles]}::uuid[]))`
      }
    order by r.refund_id desc
    limit ${limit}`.execute(db);
  return rows;
}

/** One refund, under the same rule. */
export async function findRefund(
  db: Database,
  billingAccountId: string,
  refundId: string,
  profiles: RefundListQuery['profiles'],
): Promise<RefundRow | undefined> {
  return (await listRefunds(db, billingAccountId, { profiles, limit: 1, refundId }))[0];
}
