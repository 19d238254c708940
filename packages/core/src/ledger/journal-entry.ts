import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';

/**
 * What happened to money, in one currency: postings that add up to zero. An entry is never changed; what turns out to be
 * wrong is put right by its {@link mirror}. Entries are made by one function a kind (issue-entry.ts and its neighbours),
 * so only declared kinds exist and each balances by construction.
 */
export type JournalEntry = {
  readonly kind: JournalEntryKind;
  readonly currency: Currency;
  readonly postings: readonly Posting[];
};

/** An amount on one ledger account of a billing profile, in minor units: a debit is positive, a credit negative. */
export type Posting = {
  readonly billingProfileId: string;
  readonly ledgerAccount: LedgerAccount;
  readonly amountMinor: bigint;
};

export const LEDGER_ACCOUNTS = [
  'receivable',
  'gateway_clearing',
  'bank_clearing',
  'money_on_account',
  'credits',
  'revenue',
  'tax_payable',
  'refunds_payable',
  'disputed',
  'write_off',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export type JournalEntryKind =
  | 'issue'
  | 'void'
  | 'card_settled'
  | 'transfer_received'
  | 'transfer_reversed'
  | 'allocate'
  | 'unallocate'
  | 'credit_note'
  | 'refund'
  | 'refund_settled'
  | 'refund_failed'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost'
  | 'write_off';

/**
 * Puts an entry together: postings of zero say nothing and are left out.
 * @throws AssertionFailure when the postings do not add up to zero, which only a bug in a kind's function can cause.
 */
export function journalEntry(kind: JournalEntryKind, currency: Currency, postings: readonly Posting[]): JournalEntry {
  const sumMinor = postings.reduce((total, posting) => total + posting.amountMinor, 0n);
  assert(sumMinor === 0n, `a ${kind} entry is off by ${sumMinor} minor units of ${currency}`);
  return { kind, currency, postings: postings.filter((posting) => posting.amountMinor !== 0n) };
}

/** The entry that takes this one back: each debit becomes a credit. */
export function mirror(entry: JournalEntry, kind: JournalEntryKind = entry.kind): JournalEntry {
  const postings = entry.postings.map((posting) => ({ ...posting, amountMinor: -posting.amountMinor }));
  return journalEntry(kind, entry.currency, postings);
}
