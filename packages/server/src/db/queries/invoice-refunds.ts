import type pg from 'pg';

/** What of an invoice's money went back, or may. Amounts inside JSON are text, since JSON has no bigint. */
export interface InvoiceRefunds {
  readonly refunds: readonly InvoiceRefundRow[];
  readonly disputes: readonly InvoiceDisputeRow[];
}

export interface InvoiceRefundRow {
  readonly refund_id: string;
  readonly payment_id: string;
  /** Of this invoice; all of it where none of its parts is. */
  readonly amount_minor: string;
  readonly outcome: string;
  readonly reason: string;
  readonly failure_reason: string | null;
  readonly created_at: string;
  readonly settled_at: string | null;
}

export interface InvoiceDisputeRow {
  readonly dispute_id: string;
  readonly payment_id: string;
  readonly state: string;
  readonly is_inquiry: boolean;
  readonly reason: string;
  readonly amount_minor: string;
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly evidence_due_at: string | null;
}

/**
 * Two columns of a statement whose $1 is the account and $2 an invoice: refunds that were asked for it, or of which it, or a credit note
 * that it is, gave a part; and disputes of the payments that it was paid with.
 */
export const INVOICE_REFUNDS = `
  (select coalesce(json_agg(t order by t.refund_id), '[]') from (
    select r.refund_id, r.payment_id, r.outcome, r.reason, r.failure_reason, r.created_at, r.settled_at,
      coalesce(own.minor, r.amount_minor)::text as amount_minor
    from invoice i
    join allocation a on a.billing_account_id = i.billing_account_id and a.invoice_id in (i.invoice_id, i.credits_invoice_id)
    join refund r on r.billing_account_id = a.billing_account_id and r.payment_id = a.payment_id
    cross join lateral (select sum((part ->> 'amountMinor')::bigint) as minor from jsonb_array_elements(r.parts) part
      where i.invoice_id::text in (part ->> 'invoiceId', part ->> 'creditNoteId')) own
    where i.billing_account_id = $1 and i.invoice_id = $2 and (own.minor is not null or r.invoice_id = $2)) t) as refunds,
  (select coalesce(json_agg(t order by t.dispute_id), '[]') from (
    select d.dispute_id, d.payment_id, d.state, d.is_inquiry, d.reason, d.amount_minor::text, d.opened_at, d.closed_at, d.evidence_due_at
    from allocation a join dispute d on d.billing_account_id = a.billing_account_id and d.payment_id = a.payment_id
    where a.billing_account_id = $1 and a.invoice_id = $2) t) as disputes`;

/** The two of one invoice, by a prepared statement. */
export async function readInvoiceRefunds(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  invoiceId: string,
): Promise<InvoiceRefunds> {
  const { rows } = await pool.query<InvoiceRefunds>({
    name: 'invoice-refunds',
    text: `select ${INVOICE_REFUNDS}`,
    values: [billingAccountId, invoiceId],
  });
  return rows[0] ?? { refunds: [], disputes: [] };
}
