import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A dispute as its page and lists show it. Amounts inside JSON are text, since JSON has no bigint. */
export interface DisputeRow {
  readonly dispute_id: string;
  readonly payment_id: string;
  readonly gateway_dispute_id: string;
  readonly state: string;
  readonly is_inquiry: boolean;
  readonly reason: string;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly evidence_due_at: Date | null;
  readonly invoices: readonly { readonly name: string; readonly amount_minor: string }[];
}

export interface DisputeListQuery {
  /** The profiles whose invoices the caller may read. */
  readonly profiles: 'all' | readonly string[];
  readonly limit: number;
  readonly beforeId?: string | undefined;
  readonly disputeId?: string | undefined;
  readonly invoiceName?: string | undefined;
}

/** Disputes of payments whose every invoice lies in `profiles`, newest first, from after `beforeId` on. */
export async function listDisputes(
  db: Database,
  billingAccountId: string,
  { profiles, limit, beforeId, disputeId, invoiceName }: DisputeListQuery,
): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`
    select d.dispute_id, d.payment_id, d.gateway_dispute_id, d.state, d.is_inquiry, d.reason, d.currency, d.amount_minor, d.opened_at,
      d.closed_at, d.evidence_due_at,
      (select coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'amount_minor', part ->> 'invoiceMinor') order by i.name), '[]')
        from jsonb_array_elements(d.parts) part
        join invoice i on i.billing_account_id = d.billing_account_id and i.invoice_id = (part ->> 'invoiceId')::uuid) as invoices
    from dispute d
    where d.billing_account_id = ${billingAccountId}
      and ${disputeId === undefined ? sql`true` : sql`d.dispute_id = ${disputeId}`}
      and ${beforeId === undefined ? sql`true` : sql`d.dispute_id < ${beforeId}`}
      and ${
        invoiceName === undefined
          ? sql`true`
          : sql`exists (select 1 from allocation a
              join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
              where a.billing_account_id = d.billing_account_id and a.payment_id = d.payment_id and upper(i.name) = upper(${invoiceName}))`
      }
      and ${
        profiles === 'all'
          ? sql`true`
          : sql`not exists (select 1 from allocation a where a.billing_account_id = d.billing_account_id and a.payment_id = d.payment_id
              and a.billing_profile_id <> all(${[...profiles]}::uuid[]))`
      }
    order by d.dispute_id desc
    limit ${limit}`.execute(db);
  return rows;
}

/** One dispute, under the same rule. */
export async function findDispute(
  db: Database,
  billingAccountId: string,
  disputeId: string,
  profiles: DisputeListQuery['profiles'],
): Promise<DisputeRow | undefined> {
  return (await listDisputes(db, billingAccountId, { profiles, limit: 1, disputeId }))[0];
}
