import { assert } from '../shared/assert.ts';
import type { LedgerAccount, Posting } from './journal-entry.ts';

/** How settled money counts on one invoice, or on a profile that has none for it. Amounts are minor units, never negative. */
export type SettledAllocation = {
  readonly billingProfileId: string;
  /** What the invoice still owed of it. */
  readonly appliedMinor: bigint;
  /** What the invoice no longer owed when the money came: the payer's, to place elsewhere. */
  readonly excessMinor: bigint;
};

/**
 * Money that came in: debit where it came to, credit receivable what is applied and money on account what is not.
 * @throws AssertionFailure when an amount is negative: money that comes in never takes from the payer's side.
 */
export function settledPostings(cameTo: LedgerAccount, allocations: readonly SettledAllocation[]): Posting[] {
  return allocations.flatMap(({ billingProfileId, appliedMinor, excessMinor }) => {
    assert(appliedMinor >= 0n && excessMinor >= 0n, 'a settled allocation is never negative');
    return [
      { billingProfileId, ledgerAccount: cameTo, amountMinor: appliedMinor + excessMinor },
      { billingProfileId, ledgerAccount: 'receivable', amountMinor: -appliedMinor },
      { billingProfileId, ledgerAccount: 'money_on_account', amountMinor: -excessMinor },
    ];
  });
}
