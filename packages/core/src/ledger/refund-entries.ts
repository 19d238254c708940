import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';

/** Where a refund is taken from: credit, money on account, or an invoice, which is then due again by as much (`receivable`). */
export type RefundSource = 'credits' | 'money_on_account' | 'receivable';

export type RefundPart = {
  readonly billingProfileId: string;
  readonly source: RefundSource;
  /** Minor units, never negative. */
  readonly amountMinor: bigint;
};

/** Where the money was when it was paid out: at the gateway, or in the bank. */
export type PaidFrom = 'gateway_clearing' | 'bank_clearing';

/** A refund is promised: debit where the money is taken from, credit refunds payable. */
export function refundEntry(currency: Currency, parts: readonly RefundPart[]): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, source, amountMinor }) => {
    assert(amountMinor >= 0n, 'a refund is never negative');
    return [
      { billingProfileId, ledgerAccount: source, amountMinor },
      { billingProfileId, ledgerAccount: 'refunds_payable' as const, amountMinor: -amountMinor },
    ];
  });
  return journalEntry('refund', currency, postings);
}

/** The gateway, or the bank, has paid it out: debit refunds payable, credit where the money was, profile by profile. */
export function refundSettledEntry(
  currency: Currency,
  paidFrom: PaidFrom,
  parts: readonly Omit<RefundPart, 'source'>[],
): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, amountMinor }) => [
    { billingProfileId, ledgerAccount: 'refunds_payable' as const, amountMinor },
    { billingProfileId, ledgerAccount: paidFrom, amountMinor: -amountMinor },
  ]);
  return journalEntry('refund_settled', currency, postings);
}

/**
 * It could not be paid out: what was promised is put where it can be now. `parts` are not always those that it was taken from:
 * an invoice that was paid meanwhile takes nothing back, and the money is on account then.
 */
export function refundFailedEntry(currency: Currency, parts: readonly RefundPart[]): JournalEntry {
  return mirror(refundEntry(currency, parts), 'refund_failed');
}

/** It had been paid out, and the bank sent it back: debit where the money is again, credit where it is put now. */
export function refundSentBackEntry(currency: Currency, cameTo: PaidFrom, parts: readonly RefundPart[]): JournalEntry {
  const postings = parts.flatMap(({ billingProfileId, source, amountMinor }) => {
    assert(amountMinor >= 0n, 'a refund is never negative');
    return [
      { billingProfileId, ledgerAccount: cameTo, amountMinor },
      { billingProfileId, ledgerAccount: source, amountMinor: -amountMinor },
    ];
  });
  return journalEntry('refund_failed', currency, postings);
}
