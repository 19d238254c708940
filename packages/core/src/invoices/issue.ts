import { creditNoteEntry } from '../ledger/credit-note-entry.ts';
import { issueEntry } from '../ledger/issue-entry.ts';
import type { JournalEntry } from '../ledger/journal-entry.ts';
import type { Currency } from '../money/currency.ts';
import { assert } from '../shared/assert.ts';
import { type CalendarDate, daysBetween } from '../shared/calendar-date.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';
import { creditAmounts, type IssueAmounts, issueAmounts } from './issue-amounts.ts';
import { dueDateOf } from './issue-due-date.ts';
import { creditedLine, type IssuedLine, issuedLines, type SectionChoice } from './issue-lines.ts';
import { type IssuedParties, partiesOf } from './issue-parties.ts';
import { issueReference } from './issue-reference.ts';
import { sellerKeyOf } from './issue-seller.ts';
import { issueViolations } from './issue-violations.ts';

export type InvoiceType = 'AzureServices' | 'AzureMarketplace' | 'AzureSupport' | 'Other';

/** Where an invoice is issued: the account and the profile that is to pay it. */
export type IssueContext = {
  readonly billingAccountId: string;
  readonly billingProfileId: string;
  readonly currency: Currency;
  /** In their own order; lines without a hint go to the first. */
  readonly sections: readonly SectionChoice[];
  readonly invoiceType: InvoiceType;
  /** In URLs; one of `namesForNumber` that is free in the account. */
  readonly name: string;
};

export type IssuedTax = {
  readonly category: string;
  readonly ratePercent: string | null;
  readonly taxableMinor: bigint;
  readonly taxMinor: bigint;
};

/** An invoice ready to be written down, with the journal entry that says what it does to the books. */
export type IssuedInvoice = IssueAmounts & {
  /** The amounts of a credit note are negative, its lines' and taxes' too. */
  readonly documentType: 'Invoice' | 'CreditNote';
  readonly name: string;
  readonly number: string;
  /** With it the number is unique in the account. */
  readonly sellerKey: string;
  readonly invoiceType: InvoiceType;
  readonly currency: Currency;
  readonly invoiceOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly periodStartOn: CalendarDate | null;
  readonly periodEndOn: CalendarDate | null;
  readonly poNumber: string | null;
  readonly paymentReference: string | null;
  readonly isMonthly: boolean;
  readonly parties: IssuedParties;
  readonly lines: readonly IssuedLine[];
  readonly taxes: readonly IssuedTax[];
  readonly entry: JournalEntry;
};

/**
 * What issuing a document to a profile comes to. Decides nothing about other invoices: that the number is free is asked
 * where the account is locked.
 *
 * @throws AssertionFailure when the document breaks {@link issueViolations}: they are asked first, and told to the sender.
 */
export function issue(document: InvoiceDocument, context: IssueContext): IssuedInvoice {
  const broken = issueViolations(document, context.currency)[0];
  assert(broken === undefined, `a document that cannot be issued: ${broken?.message}`);
  const { currency } = context;
  const isCredit = document.kind === 'creditNote';
  const amounts = isCredit ? creditAmounts(document.totals) : issueAmounts(document.totals);
  // Nothing of a credit note is to be paid on any day: its date is the day from which it can be used.
  const due = isCredit ? { dueOn: document.issuedOn } : dueDateOf(document);
  const lines = issuedLines(document, context.sections);
  return {
    ...amounts,
    documentType: isCredit ? 'CreditNote' : 'Invoice',
    name: context.name,
    number: document.number,
    sellerKey: sellerKeyOf(document.seller),
    invoiceType: context.invoiceType,
    currency,
    invoiceOn: document.issuedOn,
    dueOn: due.dueOn,
    periodStartOn: document.period?.startOn ?? null,
    periodEndOn: document.period?.endOn ?? null,
    poNumber: document.purchaseOrder ?? null,
    paymentReference: isCredit ? null : issueReference(document, context.billingAccountId),
    isMonthly: isAboutAMonth(document.period),
    parties: partiesOf(document, 'assumption' in due ? due.assumption : undefined),
    lines: isCredit ? lines.map(creditedLine) : lines,
    taxes: document.taxSubtotals.map((each) => taxOf(each, isCredit ? -1n : 1n)),
    entry: entryOf(amounts, context, isCredit),
  };
}

function entryOf(amounts: IssueAmounts, { billingProfileId, currency }: IssueContext, isCredit: boolean): JournalEntry {
  const { revenueMinor, taxMinor, prepaidMinor } = amounts;
  const own = { billingProfileId, currency, prepaidMinor };
  return isCredit
    ? creditNoteEntry({ ...own, netMinor: -revenueMinor, taxMinor: -taxMinor })
    : issueEntry({ ...own, netMinor: revenueMinor, taxMinor });
}

function taxOf(subtotal: InvoiceDocument['taxSubtotals'][number], sign: bigint): IssuedTax {
  const { category, ratePercent, taxableMinor, taxMinor } = subtotal;
  return { category, ratePercent: ratePercent ?? null, taxableMinor: sign * taxableMinor, taxMinor: sign * taxMinor };
}

function isAboutAMonth(period: InvoiceDocument['period']): boolean {
  if (period?.startOn === undefined || period.endOn === undefined) return false;
  const days = daysBetween(period.startOn, period.endOn) + 1;
  return days >= 28 && days <= 31;
}
