import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry } from './journal-entry.ts';

/** What will never come: debit write-off, credit receivable. */
export function writeOffEntry(
  currency: Currency,
  { billingProfileId, amountMinor }: { readonly billingProfileId: string; readonly amountMinor: bigint },
): JournalEntry {
  assert(amountMinor >= 0n, 'a write-off is never negative');
  return journalEntry('write_off', currency, [
    { billingProfileId, ledgerAccount: 'write_off', amountMinor },
    { billingProfileId, ledgerAccount: 'receivable', amountMinor: -amountMinor },
  ]);
}
