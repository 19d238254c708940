import type { Currency } from '../money/currency.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';
import { type SettledAllocation, settledPostings } from './settled-allocation.ts';

/**
 * A bank transfer is matched: debit bank clearing the whole, credit receivable what invoices take and money on account the
 * rest. Before it is matched it is nobody's, and not in the books of any account.
 */
export function transferReceivedEntry(received: {
  readonly currency: Currency;
  readonly allocations: readonly SettledAllocation[];
}): JournalEntry {
  return journalEntry('transfer_received', received.currency, settledPostings('bank_clearing', received.allocations));
}

/**
 * The bank takes a transfer back. `taken` says from where: what of each profile's invoices is due again (`appliedMinor`) and
 * what was still on account (`excessMinor`).
 */
export function transferReversedEntry(taken: {
  readonly currency: Currency;
  readonly allocations: readonly SettledAllocation[];
}): JournalEntry {
  return mirror(transferReceivedEntry(taken), 'transfer_reversed');
}
