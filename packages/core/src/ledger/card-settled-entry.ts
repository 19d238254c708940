import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, type Posting } from './journal-entry.ts';

/** How a settled payment counts on one invoice. */
export type SettledAllocation = {
  readonly billingProfileId: string;
  /** What the invoice still owed of it. */
  readonly appliedMinor: bigint;
  /** What the invoice no longer owed when the money came: the payer's, to place elsewhere. */
  readonly excessMinor: bigint;
};

/**
 * The gateway confirms a card payment: debit gateway clearing the whole, credit receivable what is applied and money on
 * account what is not, invoice by invoice.
 * @throws AssertionFailure when an amount is negative: a payment never takes from the payer's side.
 */
export function cardSettledEntry(settled: {
  readonly currency: Currency;
  readonly allocations: readonly SettledAllocation[];
}): JournalEntry {
  return journalEntry('card_settled', settled.currency, settled.allocations.flatMap(postingsOf));
}

function postingsOf({ billingProfileId, appliedMinor, excessMinor }: SettledAllocation): Posting[] {
  assert(appliedMinor >= 0n && excessMinor >= 0n, 'a settled allocation is never negative');
  return [
    { billingProfileId, ledgerAccount: 'gateway_clearing', amountMinor: appliedMinor + excessMinor },
    { billingProfileId, ledgerAccount: 'receivable', amountMinor: -appliedMinor },
    { billingProfileId, ledgerAccount: 'money_on_account', amountMinor: -excessMinor },
  ];
}
