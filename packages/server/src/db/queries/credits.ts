import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A credit note with credit left. Amounts are positive. */
export interface CreditNoteRow {
  readonly invoice_id: string;
  readonly billing_profile_id: string;
  readonly name: string;
  readonly currency: string;
  readonly invoice_on: string;
  readonly total_minor: bigint;
  readonly remaining_minor: bigint;
  readonly credits_invoice_id: string | null;
}

/** What of a payment no invoice has, and what it had on account before any of it was placed. */
export interface MoneyOnAccountRow {
  readonly payment_id: string;
  readonly billing_profile_id: string;
  readonly currency: string;
  readonly created_at: Date;
  readonly original_minor: bigint;
  readonly remaining_minor: bigint;
}

export interface CreditRows {
  readonly notes: readonly CreditNoteRow[];
  readonly money: readonly MoneyOnAccountRow[];
}

/** What profiles have with the vendor, oldest first (indexes invoice_credit_left_ix and money_on_account_open_ix). */
export async function listCredits(
  db: Database,
  billingAccountId: string,
  billingProfileIds: readonly string[],
): Promise<CreditRows> {
  const notes = await sql<CreditNoteRow>`
    select invoice_id, billing_profile_id, name, currency, invoice_on, -total_minor as total_minor, -amount_due_minor as remaining_minor,
      credits_invoice_id
    from invoice
    where billing_account_id = ${billingAccountId} and billing_profile_id = any(${[...billingProfileIds]}::uuid[])
      and amount_due_minor < 0 and document_type = 'CreditNote' and voided_at is null
    order by invoice_id`.execute(db);
  const money = await sql<MoneyOnAccountRow>`
    select m.payment_id, m.billing_profile_id, m.currency, m.created_at, m.remaining_minor,
      (m.remaining_minor + (select coalesce(sum(u.amount_minor - u.returned_minor), 0) from credit_use u
        where u.billing_account_id = m.billing_account_id and u.source_payment_id = m.payment_id
          and u.billing_profile_id = m.billing_profile_id))::bigint as original_minor
    from money_on_account m
    where m.billing_account_id = ${billingAccountId} and m.billing_profile_id = any(${[...billingProfileIds]}::uuid[])
      and m.remaining_minor > 0
    order by m.payment_id`.execute(db);
  return { notes: notes.rows, money: money.rows };
}
