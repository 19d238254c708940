import { dueWhenIssued } from '../ledger/issue-entry.ts';
import type { Totals } from './document/invoice-document.ts';

/** In minor units of the document's currency. */
export type IssueAmounts = {
  /** Without tax (BT-109). */
  readonly subTotalMinor: bigint;
  /** BT-110 */
  readonly taxMinor: bigint;
  /** With tax (BT-112), or what is to be paid where rounding lifts that above it. Never below the amount due. */
  readonly totalMinor: bigint;
  /** What is to be paid (BT-115), and nothing where more was prepaid than asked for. */
  readonly amountDueMinor: bigint;
  /** Paid before it was issued (BT-113). */
  readonly prepaidMinor: bigint;
  /** Without tax and with the rounding (BT-114): what the books call revenue. */
  readonly revenueMinor: bigint;
};

/**
 * A document's totals as an invoice keeps them. The rounding amount belongs to neither net nor tax on paper; in the books
 * it is revenue, because nobody but the seller gains or gives it (docs/domain/ledger.md).
 */
export function issueAmounts(totals: Totals): IssueAmounts {
  const revenueMinor = totals.taxExclusiveMinor + totals.roundingMinor;
  const roundedTotalMinor = totals.taxInclusiveMinor + totals.roundingMinor;
  const { dueMinor } = dueWhenIssued(roundedTotalMinor, totals.prepaidMinor);
  return {
    subTotalMinor: totals.taxExclusiveMinor,
    taxMinor: totals.taxMinor,
    totalMinor: dueMinor > totals.taxInclusiveMinor ? dueMinor : totals.taxInclusiveMinor,
    amountDueMinor: dueMinor,
    prepaidMinor: totals.prepaidMinor,
    revenueMinor,
  };
}

/**
 * A credit note's: its document's, turned round, so that what is left of it to use is what is due of it, below zero. What the document
 * says was paid back already is not to be used.
 */
export function creditAmounts(totals: Totals): IssueAmounts {
  const { taxExclusiveMinor, taxMinor, taxInclusiveMinor, roundingMinor, prepaidMinor } = totals;
  const payableMinor = taxInclusiveMinor + roundingMinor - prepaidMinor;
  return {
    subTotalMinor: -taxExclusiveMinor,
    taxMinor: -taxMinor,
    totalMinor: payableMinor > taxInclusiveMinor ? -payableMinor : -taxInclusiveMinor,
    amountDueMinor: -payableMinor,
    prepaidMinor,
    revenueMinor: -(taxExclusiveMinor + roundingMinor),
  };
}
