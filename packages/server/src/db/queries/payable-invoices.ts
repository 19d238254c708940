import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** An invoice as far as paying several at once looks at it. */
export interface PayableRow {
  readonly invoice_id: string;
  readonly name: string;
  readonly billing_profile_id: string;
  readonly profile_name: string;
  readonly profile_display_name: string;
  readonly currency: string;
  readonly total_minor: bigint;
  readonly amount_due_minor: bigint;
  readonly due_on: string;
  readonly is_credit_note: boolean;
  readonly voided_at: Date | null;
  readonly disputed_at: Date | null;
  readonly live_payment_id: string | null;
}

const ROWS = sql`
  select i.invoice_id, i.name, i.billing_profile_id, p.name as profile_name, p.display_name as profile_display_name, i.currency,
    i.total_minor, i.amount_due_minor, i.due_on, i.document_type = 'CreditNote' as is_credit_note, i.voided_at, i.disputed_at, i.live_payment_id
  from invoice i join billing_profile p on p.billing_account_id = i.billing_account_id and p.billing_profile_id = i.billing_profile_id`;

/** What is owed on an account, past due first and then oldest due first (index invoice_list_ix). */
export async function listDueInvoices(
  db: Database,
  billingAccountId: string,
  { profiles, limit }: { readonly profiles: 'all' | readonly string[]; readonly limit: number },
): Promise<PayableRow[]> {
  const { rows } = await sql<PayableRow>`${ROWS}
    where i.billing_account_id = ${billingAccountId} and i.list_rank < 500000 and i.document_type = 'Invoice'
      and ${profiles === 'all' ? sql`true` : sql`i.billing_profile_id = any(${[...profiles]}::uuid[])`}
    order by i.list_rank, i.name limit ${limit}`.execute(db);
  return rows;
}

/** Invoices by their names, whatever the case; those that there are. */
export async function findInvoicesByName(
  db: Database,
  billingAccountId: string,
  names: readonly string[],
): Promise<PayableRow[]> {
  const { rows } = await sql<PayableRow>`${ROWS}
    where i.billing_account_id = ${billingAccountId} and upper(i.name) = any(${names.map((name) => name.toUpperCase())}::text[])`.execute(
    db,
  );
  return rows;
}
