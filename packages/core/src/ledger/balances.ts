import type { Currency } from '../money/currency.ts';
import type { JournalEntry, LedgerAccount } from './journal-entry.ts';

/** What one ledger account of a billing profile holds in a currency: debits less credits, in minor units. */
export type Balance = {
  readonly billingProfileId: string;
  readonly ledgerAccount: LedgerAccount;
  readonly currency: Currency;
  readonly amountMinor: bigint;
};

/**
 * Every balance recomputed from the entries alone, in any order of them; accounts that come out at zero are left out.
 * What any stored figure is held against.
 */
export function balancesOf(entries: Iterable<JournalEntry>): Balance[] {
  const balances = new Map<string, Balance>();
  for (const { currency, postings } of entries) {
    for (const { billingProfileId, ledgerAccount, amountMinor } of postings) {
      const key = `${billingProfileId} ${currency} ${ledgerAccount}`;
      const beforeMinor = balances.get(key)?.amountMinor ?? 0n;
      balances.set(key, { billingProfileId, ledgerAccount, currency, amountMinor: beforeMinor + amountMinor });
    }
  }
  return [...balances.entries()]
    .filter(([, balance]) => balance.amountMinor !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, balance]) => balance);
}
