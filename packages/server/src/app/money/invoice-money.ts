import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { SettledPart } from '../../db/queries/invoices.ts';

/** What moving money needs to know of an invoice, read under its lock. A credit note's amounts are negative. */
export interface InvoiceMoney {
  readonly invoiceId: string;
  readonly name: string;
  readonly billingProfileId: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly amountDueMinor: bigint;
  readonly dueOn: CalendarDate;
  readonly isCreditNote: boolean;
  readonly voidedAt: Date | null;
  readonly disputedAt: Date | null;
  readonly livePaymentId: string | null;
}

/**
 * Locks invoices of an account, credit notes too, by id: in the one order in which everybody locks them. Those of other
 * accounts, and names that nobody has, are not in the answer.
 */
export async function lockInvoices(
  tx: Tx,
  billingAccountId: string,
  which: { readonly ids: readonly string[] } | { readonly names: readonly string[] },
): Promise<InvoiceMoney[]> {
  const { rows } = await sql<InvoiceMoney>`
    select invoice_id as "invoiceId", name, billing_profile_id as "billingProfileId", currency, total_minor as "totalMinor",
      amount_due_minor as "amountDueMinor", due_on as "dueOn", document_type = 'CreditNote' as "isCreditNote",
      voided_at as "voidedAt", disputed_at as "disputedAt", live_payment_id as "livePaymentId"
    from invoice
    where billing_account_id = ${billingAccountId} and ${
      'ids' in which
        ? sql`invoice_id = any(${[...which.ids]}::uuid[])`
        : sql`upper(name) = any(${which.names.map((name) => name.toUpperCase())}::text[])`
    }
    order by invoice_id for update`.execute(tx);
  return rows;
}

/** Money reached an invoice: less is due, and its list of payments says why. */
export async function settleOnInvoice(
  tx: Tx,
  billingAccountId: string,
  invoiceId: string,
  part: SettledPart,
): Promise<void> {
  await moveDue(tx, billingAccountId, invoiceId, -BigInt(part.amountMinor), part);
}

/** Money left an invoice again (refunded, lost in a dispute, reversed by the bank): as much more is due. */
export async function takeFromInvoice(
  tx: Tx,
  billingAccountId: string,
  invoiceId: string,
  part: SettledPart,
): Promise<void> {
  await moveDue(tx, billingAccountId, invoiceId, BigInt(part.amountMinor), { ...part, type: 'credited' });
}

async function moveDue(tx: Tx, billingAccountId: string, invoiceId: string, byMinor: bigint, part: SettledPart) {
  await sql`
    update invoice set amount_due_minor = amount_due_minor + ${byMinor}, row_version = row_version + 1,
      payments = payments || ${JSON.stringify([part])}::jsonb
    where billing_account_id = ${billingAccountId} and invoice_id = ${invoiceId}`.execute(tx);
}
