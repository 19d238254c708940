import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';

export interface WrittenOff {
  readonly billingProfileId: string;
  readonly amountMinor: bigint;
}

/** What will never come: debit write-off, credit receivable. */
export function writeOffEntry(currency: Currency, { billingProfileId, amountMinor }: WrittenOff): JournalEntry {
  assert(amountMinor >= 0n, 'a write-off is never negative');
  return journalEntry('write_off', currency, [
    { billingProfileId, ledgerAccount: 'write_off', amountMinor },
    { billingProfileId, ledgerAccount: 'receivable', amountMinor: -amountMinor },
  ]);
}

/** So much of it was never owed after all, since its invoice is credited or void: the mirror. */
export function writeOffTakenBackEntry(currency: Currency, written: WrittenOff): JournalEntry {
  return mirror(writeOffEntry(currency, written));
}
