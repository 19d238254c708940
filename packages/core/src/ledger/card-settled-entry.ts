import type { Currency } from '../money/currency.ts';
import { type JournalEntry, journalEntry } from './journal-entry.ts';
import { type SettledAllocation, settledPostings } from './settled-allocation.ts';

/**
 * The gateway confirms a card payment: debit gateway clearing the whole, credit receivable what is applied and money on
 * account what is not, invoice by invoice.
 */
export function cardSettledEntry(settled: {
  readonly currency: Currency;
  readonly allocations: readonly SettledAllocation[];
}): JournalEntry {
  return journalEntry('card_settled', settled.currency, settledPostings('gateway_clearing', settled.allocations));
}
