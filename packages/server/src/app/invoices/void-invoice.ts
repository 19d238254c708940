import { voidEntry } from '@betalt/core/ledger/void-entry.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { issueEntryOf, lockInvoice } from '../../db/queries/issue-void.ts';
import { postEntry } from '../money/post-entry.ts';
import { recordActivity } from '../money/record-activity.ts';
import { takeBackWriteOff } from './take-back-write-off.ts';

export type VoidRejection =
  | { readonly code: 'InvoiceNotFound' }
  | { readonly code: 'InvoiceVoid' }
  /** A credit note is taken back by an invoice. */
  | { readonly code: 'CreditNote' }
  /** Something was paid, before it was issued or since, or is being paid: money has to go back first. */
  | { readonly code: 'InvoiceHasPayments' };

/**
 * Makes an invoice void, as if it had never been issued: its journal entry is mirrored and nothing of it is due. Only while
 * no payment has come or is on its way, which the invoice's lock decides.
 */
export async function voidInvoice(
  tx: Tx,
  { billingAccountId, invoiceName }: { readonly billingAccountId: string; readonly invoiceName: string },
  { issuer, at, reason }: Voiding,
): Promise<Result<void, VoidRejection>> {
  const invoice = await lockInvoice(tx, billingAccountId, invoiceName);
  if (invoice === undefined) return err({ code: 'InvoiceNotFound' });
  if (invoice.voidedAt !== null) return err({ code: 'InvoiceVoid' });
  if (invoice.isCreditNote) return err({ code: 'CreditNote' });
  if (invoice.hasPayments) return err({ code: 'InvoiceHasPayments' });
  const issued = await issueEntryOf(tx, billingAccountId, invoice.invoiceId);
  // What was prepaid is at the bank; a mirrored issue would make it disappear.
  if (issued.postings.some(({ ledgerAccount }) => ledgerAccount === 'bank_clearing'))
    return err({ code: 'InvoiceHasPayments' });
  const entry = voidEntry(issued);
  const { invoiceId, billingProfileId } = invoice;
  await takeBackWriteOff(tx, billingAccountId, { ...invoice, currency: entry.currency }, { at });
  await tx
    .updateTable('invoice')
    .set((column) => ({ voided_at: at, amount_due_minor: 0n, row_version: column('row_version', '+', 1n) }))
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .execute();
  await postEntry(tx, billingAccountId, entry, { at, about: { invoiceId } });
  const happening = {
    billingAccountId,
    action: 'invoice.void',
    resourceId: invoiceName,
    facts: reason === undefined ? {} : { reason },
    event: 'invoice.voided',
    invoiceNames: [invoiceName],
    billingProfileIds: [billingProfileId],
  };
  await recordActivity(tx, happening, issuer, at);
  return ok(undefined);
}

export interface Voiding {
  readonly issuer: { readonly userId: string; readonly name: string };
  readonly at: Date;
  /** Why, for the payer to read. */
  readonly reason?: string | undefined;
}
