import type { JournalEntry } from '@betalt/core/ledger/journal-entry.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';

/** What an entry is about: at most one of each. The schema posts each kind once for what it is about. */
export interface EntryAbout {
  readonly invoiceId?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly disputeId?: string | undefined;
}

/** Writes an entry with its postings into the books of one account; one that moves nothing is not written. */
export async function postEntry(
  tx: Tx,
  billingAccountId: string,
  { kind, currency, postings }: JournalEntry,
  { at, about }: { readonly at: Date; readonly about: EntryAbout },
): Promise<void> {
  if (postings.length === 0) return;
  const own = { billing_account_id: billingAccountId, journal_entry_id: newId() };
  await insertRows(tx, {
    journal_entry: [
      {
        ...own,
        kind,
        currency,
        posted_at: at,
        invoice_id: about.invoiceId ?? null,
        payment_id: about.paymentId ?? null,
        refund_id: about.refundId ?? null,
        dispute_id: about.disputeId ?? null,
      },
    ],
    posting: postings.map(({ billingProfileId, ledgerAccount, amountMinor }, index) => ({
      ...own,
      posting_no: index + 1,
      billing_profile_id: billingProfileId,
      ledger_account: ledgerAccount,
      currency,
      amount_minor: amountMinor,
    })),
  });
}
