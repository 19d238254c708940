import type { BankTransaction } from './bank-transaction.ts';

export interface ReversibleTransaction extends BankTransaction {
  readonly bankTransactionId: string;
}

export type FoundReversed =
  | { readonly kind: 'reverses'; readonly bankTransactionId: string }
  /** It has only the payer's reference in common, as a refund has: a person says which it is. */
  | { readonly kind: 'maybe'; readonly bankTransactionId: string }
  | { readonly kind: 'none' };

const NONE: FoundReversed = { kind: 'none' };

/** What a bank repeats when it takes a transfer back. */
const BANK_MARKS = ['uetr', 'transactionId', 'partReference', 'entryReference'] as const;

/**
 * Which earlier credit a debit takes back: one of the same amount that has the bank's or the payer's marks in common. A debit that the bank
 * does not call a reversal has to have one of those marks; a reference that the issuer gave is also on a refund that was sent by hand.
 *
 * @param credits of the same account, not reversed yet, newest first
 */
export function findReversed(debit: BankTransaction, credits: readonly ReversibleTransaction[]): FoundReversed {
  if (debit.direction !== 'debit') return NONE;
  const same = credits.filter(
    ({ direction, isReversal, amountMinor, currency }) =>
      direction === 'credit' && !isReversal && amountMinor === debit.amountMinor && currency === debit.currency,
  );
  const marked = same.find((credit) => BANK_MARKS.some((mark) => hasInCommon(debit, credit, mark)));
  const endToEnd = same.find((credit) => hasInCommon(debit, credit, 'endToEndId'));
  const found = marked ?? endToEnd;
  if (found !== undefined) return { kind: 'reverses', bankTransactionId: found.bankTransactionId };
  const referring = same.filter(({ references }) => references.some(({ text }) => isIn(text, debit)));
  const [only] = referring;
  if (only === undefined || referring.length > 1) return NONE;
  return { kind: debit.isReversal ? 'reverses' : 'maybe', bankTransactionId: only.bankTransactionId };
}

function hasInCommon(
  one: BankTransaction,
  other: BankTransaction,
  mark: (typeof BANK_MARKS)[number] | 'endToEndId',
): boolean {
  return one[mark] !== undefined && one[mark] === other[mark];
}

function isIn(reference: string, { references }: BankTransaction): boolean {
  return references.some(({ text }) => text === reference);
}
