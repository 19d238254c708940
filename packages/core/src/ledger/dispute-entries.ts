import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';

export type DisputedPart = {
  readonly billingProfileId: string;
  /** Of an invoice, which is due again if the dispute is lost. Minor units, never negative. */
  readonly invoiceMinor: bigint;
  /** Of what the payment left on account. Minor units, never negative. */
  readonly onAccountMinor: bigint;
};

/** The payer's bank takes money back until it has decided: debit disputed, credit gateway clearing. What is owed stays. */
export function disputeOpenedEntry(currency: Currency, parts: readonly DisputedPart[]): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, invoiceMinor, onAccountMinor }) => {
    assert(invoiceMinor >= 0n && onAccountMinor >= 0n, 'a disputed part is never negative');
    const amountMinor = invoiceMinor + onAccountMinor;
    return [
      { billingProfileId, ledgerAccount: 'disputed' as const, amountMinor },
      { billingProfileId, ledgerAccount: 'gateway_clearing' as const, amountMinor: -amountMinor },
    ];
  });
  return journalEntry('dispute_opened', currency, postings);
}

/** Decided for us: the mirror of its opening. */
export function disputeWonEntry(currency: Currency, parts: readonly DisputedPart[]): JournalEntry {
  return mirror(disputeOpenedEntry(currency, parts), 'dispute_won');
}

/** Decided for the payer: invoices are due again, and what was on account is gone. Debit receivable and money on account, credit disputed. */
export function disputeLostEntry(currency: Currency, parts: readonly DisputedPart[]): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, invoiceMinor, onAccountMinor }) => [
    { billingProfileId, ledgerAccount: 'receivable' as const, amountMinor: invoiceMinor },
    { billingProfileId, ledgerAccount: 'money_on_account' as const, amountMinor: onAccountMinor },
    { billingProfileId, ledgerAccount: 'disputed' as const, amountMinor: -(invoiceMinor + onAccountMinor) },
  ]);
  return journalEntry('dispute_lost', currency, postings);
}
