import type { Currency } from '../money/currency.ts';
import { type JournalEntry, journalEntry } from './journal-entry.ts';

export type IssuedAmounts = {
  readonly billingProfileId: string;
  readonly currency: Currency;
  /** Without tax, and with the document's rounding: a rounded payable amount is revenue gained or given. */
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  /** What the document says was paid before it was issued; never negative. */
  readonly prepaidMinor?: bigint;
};

/**
 * An invoice is issued: debit receivable what is due, credit revenue the net and tax payable the tax. Both are negative
 * on a credit note, and the sides turn by themselves.
 *
 * A prepaid part reached the vendor's bank before Betalt heard of it: it is debited to bank clearing, so that receivable
 * is what is due and nothing else. What was prepaid beyond the total is money on account (docs/domain/ledger.md).
 */
export function issueEntry({ billingProfileId, currency, ...amounts }: IssuedAmounts): JournalEntry {
  const { netMinor, taxMinor, prepaidMinor = 0n } = amounts;
  const { dueMinor, onAccountMinor } = dueWhenIssued(netMinor + taxMinor, prepaidMinor);
  return journalEntry('issue', currency, [
    { billingProfileId, ledgerAccount: 'receivable', amountMinor: dueMinor },
    { billingProfileId, ledgerAccount: 'bank_clearing', amountMinor: prepaidMinor },
    { billingProfileId, ledgerAccount: 'revenue', amountMinor: -netMinor },
    { billingProfileId, ledgerAccount: 'tax_payable', amountMinor: -taxMinor },
    { billingProfileId, ledgerAccount: 'money_on_account', amountMinor: -onAccountMinor },
  ]);
}

/** How a total splits when part of it was prepaid: due, or (when more was prepaid than asked for) on account. */
export function dueWhenIssued(
  totalMinor: bigint,
  prepaidMinor: bigint,
): { readonly dueMinor: bigint; readonly onAccountMinor: bigint } {
  const restMinor = totalMinor - prepaidMinor;
  const isOverpaid = prepaidMinor > 0n && restMinor < 0n;
  return isOverpaid ? { dueMinor: 0n, onAccountMinor: -restMinor } : { dueMinor: restMinor, onAccountMinor: 0n };
}
