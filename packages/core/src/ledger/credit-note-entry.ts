import type { Currency } from '../money/currency.ts';
import { type JournalEntry, journalEntry } from './journal-entry.ts';

/**
 * A credit note is issued: debit revenue its net and tax payable its tax, credit *credits* the whole, for the payer to use.
 * Using it on the invoice that it credits is an entry of its own (allocate-entry.ts). Amounts are positive here.
 */
export function creditNoteEntry(note: {
  readonly billingProfileId: string;
  readonly currency: Currency;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  /** What the document says was paid back already: it left the vendor's bank before Betalt heard of it. */
  readonly prepaidMinor?: bigint;
}): JournalEntry {
  const { billingProfileId, netMinor, taxMinor, prepaidMinor = 0n } = note;
  return journalEntry('credit_note', note.currency, [
    { billingProfileId, ledgerAccount: 'revenue', amountMinor: netMinor },
    { billingProfileId, ledgerAccount: 'tax_payable', amountMinor: taxMinor },
    { billingProfileId, ledgerAccount: 'credits', amountMinor: prepaidMinor - netMinor - taxMinor },
    { billingProfileId, ledgerAccount: 'bank_clearing', amountMinor: -prepaidMinor },
  ]);
}
