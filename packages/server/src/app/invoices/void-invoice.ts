import { voidEntry } from '@betalt/core/ledger/void-entry.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import { issueEntryOf, lockInvoice } from '../../db/queries/issue-void.ts';
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
  const { kind, currency, postings } = voidEntry(issued);
  await takeBackWriteOff(tx, billingAccountId, { ...invoice, currency }, { at });
  await tx
    .updateTable('invoice')
    .set((column) => ({ voided_at: at, amount_due_minor: 0n, row_version: column('row_version', '+', 1n) }))
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoice.invoiceId)
    .execute();
  const entryId = newId();
  const own = { billing_account_id: billingAccountId };
  const facts = { invoiceNames: [invoiceName], billingProfileIds: [invoice.billingProfileId] };
  const entry = { journal_entry_id: entryId, kind, currency, posted_at: at, invoice_id: invoice.invoiceId };
  await insertRows(tx, {
    journal_entry: [{ ...own, ...entry }],
    posting: postings.map(({ billingProfileId, ledgerAccount, amountMinor }, index) => ({
      billing_account_id: billingAccountId,
      journal_entry_id: entryId,
      posting_no: index + 1,
      billing_profile_id: billingProfileId,
      ledger_account: ledgerAccount,
      currency,
      amount_minor: amountMinor,
    })),
    activity_log: [{ ...own, ...voidActivity(invoiceName, { issuer, at, reason }) }],
    outbox_event: [{ ...own, event_id: newId(), type: 'invoice.voided', facts, created_at: at }],
  });
  return ok(undefined);
}

export interface Voiding {
  readonly issuer: { readonly userId: string; readonly name: string };
  readonly at: Date;
  /** Why, for the payer to read. */
  readonly reason?: string | undefined;
}

function voidActivity(invoiceName: string, { issuer, at, reason }: Voiding) {
  return {
    activity_id: newId(),
    at,
    actor_id: issuer.userId,
    actor_name: issuer.name,
    action: 'invoice.void',
    resource_id: invoiceName,
    result: 'Succeeded',
    facts: reason === undefined ? {} : { reason },
  };
}
