import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';

/** What the payer has with us already: credit from a credit note, or money that no invoice had. */
export type CreditSource = 'credits' | 'money_on_account';

export type AllocatedCredit = {
  readonly billingProfileId: string;
  readonly source: CreditSource;
  /** Minor units, never negative. */
  readonly amountMinor: bigint;
};

/** Credit, or money on account, is put on invoices: debit where it was, credit receivable. */
export function allocateEntry(currency: Currency, parts: readonly AllocatedCredit[]): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, source, amountMinor }) => {
    assert(amountMinor >= 0n, 'credit is never negative');
    return [
      { billingProfileId, ledgerAccount: source, amountMinor },
      { billingProfileId, ledgerAccount: 'receivable' as const, amountMinor: -amountMinor },
    ];
  });
  return journalEntry('allocate', currency, postings);
}

/** And taken off again: the invoices are due, the credit is there. */
export function unallocateEntry(currency: Currency, parts: readonly AllocatedCredit[]): JournalEntry {
  return mirror(allocateEntry(currency, parts), 'unallocate');
}
