import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';

/** Amounts are minor units, never negative. */
export type DisputedPart = {
  readonly billingProfileId: string;
  /** Of an invoice, which is due again if the dispute is lost. */
  readonly invoiceMinor: bigint;
  /** Of what the payment left on account. */
  readonly onAccountMinor: bigint;
  /** Beyond what is left of the payment, such as what was refunded before: our loss if the dispute is lost. */
  readonly beyondMinor: bigint;
};

/** The payer's bank takes money back until it has decided: debit disputed, credit gateway clearing. What is owed stays. */
export function disputeOpenedEntry(currency: Currency, parts: readonly DisputedPart[]): JournalEntry {
  const postings = parts.flatMap((part) => {
    const { billingProfileId } = part;
    const amountMinor = wholeOf(part);
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

/**
 * Decided for the payer: invoices are due again, what was on account is gone, and what was beyond the payment is written off. Debit
 * receivable, money on account and write-off, credit disputed.
 */
export function disputeLostEntry(currency: Currency, parts: readonly DisputedPart[]): JournalEntry {
  const postings = parts.flatMap((part) => {
    const { billingProfileId, invoiceMinor, onAccountMinor, beyondMinor } = part;
    return [
      { billingProfileId, ledgerAccount: 'receivable' as const, amountMinor: invoiceMinor },
      { billingProfileId, ledgerAccount: 'money_on_account' as const, amountMinor: onAccountMinor },
      { billingProfileId, ledgerAccount: 'write_off' as const, amountMinor: beyondMinor },
      { billingProfileId, ledgerAccount: 'disputed' as const, amountMinor: -wholeOf(part) },
    ];
  });
  return journalEntry('dispute_lost', currency, postings);
}

function wholeOf({ invoiceMinor, onAccountMinor, beyondMinor }: DisputedPart): bigint {
  assert(invoiceMinor >= 0n && onAccountMinor >= 0n && beyondMinor >= 0n, 'a disputed part is never negative');
  return invoiceMinor + onAccountMinor + beyondMinor;
}
