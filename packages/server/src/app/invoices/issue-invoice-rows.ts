import { createHash } from 'node:crypto';
import type { IssuedInvoice } from '@betalt/core/invoices/issue.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { newId } from '../../db/new-id.ts';
import type { ShownDocument } from '../../db/queries/invoices.ts';
import type { IssuingAccount } from '../../db/queries/issue-account.ts';
import { ORIGINAL } from '../../db/queries/issue-existing.ts';
import type { Issuing, OriginalFile } from './issue-order.ts';

export interface WrittenInvoice {
  readonly invoice: IssuedInvoice;
  readonly original: OriginalFile | undefined;
}

type Keyed = WrittenInvoice & {
  readonly invoiceId: string;
  readonly entryId: string;
  /** The payment that stands for what was prepaid beyond the total. */
  readonly prepaymentId: string;
};

/** Every row that issuing these invoices to the account writes, by table; the files apart, since they may be large. */
export function issuedRows(account: IssuingAccount, written: readonly WrittenInvoice[], issuing: Issuing) {
  const keyed = written.map(
    (each): Keyed => ({
      ...each,
      invoiceId: newId(),
      entryId: newId(),
      prepaymentId: newId(),
    }),
  );
  const { billingAccountId: billing_account_id, billingProfileId: billing_profile_id } = account;
  const own = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ billing_account_id, ...row }));
  const rows = {
    invoice: own(keyed.map((each) => ({ billing_profile_id, ...invoiceRow(each, issuing.at) }))),
    invoice_line: own(keyed.flatMap(lineRows)),
    invoice_tax: own(keyed.flatMap(taxRows)),
    journal_entry: own(keyed.map((each) => entryRow(each, issuing.at))),
    posting: own(keyed.flatMap(postingRows)),
    payment: own(keyed.flatMap((each) => prepaymentRows(each, issuing.at))),
    money_on_account: own(keyed.flatMap((each) => prepaidRows(each, issuing.at))),
    activity_log: own(keyed.map((each) => activityRow(each, issuing))),
    outbox_event: own(eventRows(account, keyed, issuing.at)),
  };
  return { rows, files: own(keyed.flatMap((each) => documentRows(each, issuing.at))) };
}

function invoiceRow({ invoice, original, invoiceId }: Keyed, at: Date) {
  return {
    invoice_id: invoiceId,
    name: invoice.name,
    number: invoice.number,
    seller_key: invoice.sellerKey,
    invoice_type: invoice.invoiceType,
    document_type: invoice.documentType,
    currency: invoice.currency,
    sub_total_minor: invoice.subTotalMinor,
    tax_minor: invoice.taxMinor,
    total_minor: invoice.totalMinor,
    amount_due_minor: invoice.amountDueMinor,
    invoice_on: invoice.invoiceOn,
    due_on: invoice.dueOn,
    period_start_on: invoice.periodStartOn,
    period_end_on: invoice.periodEndOn,
    po_number: invoice.poNumber,
    payment_reference: invoice.paymentReference,
    is_monthly: invoice.isMonthly,
    parties: JSON.parse(JSON.stringify(invoice.parties)),
    source_hash: original === undefined ? null : sourceHash(original.bytes),
    documents: original === undefined ? [] : [shownDocument(original, invoice)],
    row_version: 1n,
    created_at: at,
  };
}

/** What lists show of a document without reading it; the row of `document` has its bytes. */
function shownDocument({ fileName, mediaType }: OriginalFile, { documentType }: IssuedInvoice): ShownDocument {
  return { name: ORIGINAL, kind: documentType, fileName, mediaType };
}

/** What tells one file from another: SHA-256 of its bytes. */
export function sourceHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function lineRows({ invoice, invoiceId }: Keyed) {
  return invoice.lines.map((line, index) => ({
    invoice_id: invoiceId,
    line_no: index + 1,
    line_id: line.lineId,
    invoice_section_id: line.invoiceSectionId,
    description: line.description,
    quantity: line.quantity,
    unit_code: line.unitCode,
    unit_price: line.unitPrice,
    net_minor: line.netMinor,
    tax_category: line.taxCategory,
    tax_rate_percent: line.taxRatePercent,
    period_start_on: line.periodStartOn,
    period_end_on: line.periodEndOn,
  }));
}

function taxRows({ invoice, invoiceId }: Keyed) {
  return invoice.taxes.map((tax, index) => ({
    invoice_id: invoiceId,
    tax_no: index + 1,
    tax_category: tax.category,
    tax_rate_percent: tax.ratePercent,
    taxable_minor: tax.taxableMinor,
    tax_minor: tax.taxMinor,
  }));
}

function documentRows({ original, invoice, invoiceId }: Keyed, at: Date) {
  if (original === undefined) return [];
  const { name, kind, fileName, mediaType } = shownDocument(original, invoice);
  return [
    {
      document_id: newId(),
      invoice_id: invoiceId,
      name,
      kind,
      file_name: fileName,
      media_type: mediaType,
      content: Buffer.from(original.bytes),
      created_at: at,
    },
  ];
}

function entryRow({ invoice, invoiceId, entryId }: Keyed, at: Date) {
  const { kind, currency } = invoice.entry;
  return { journal_entry_id: entryId, kind, currency, posted_at: at, invoice_id: invoiceId };
}

function postingRows({ invoice, entryId }: Keyed) {
  return invoice.entry.postings.map((posting, index) => ({
    journal_entry_id: entryId,
    posting_no: index + 1,
    billing_profile_id: posting.billingProfileId,
    ledger_account: posting.ledgerAccount,
    currency: invoice.entry.currency,
    amount_minor: posting.amountMinor,
  }));
}

/** What was prepaid beyond the total came by the bank, before Betalt heard of it, and is the payer's to place. */
function prepaymentRows(each: Keyed, at: Date) {
  const { invoice, prepaymentId } = each;
  return onAccountOf(each).map(({ amountMinor }) => ({
    payment_id: prepaymentId,
    currency: invoice.currency,
    amount_minor: amountMinor,
    outcome: 'succeeded',
    method_family: 'CheckWire',
    paid_by_name: invoice.parties.buyer.name,
    transfer_reference: invoice.number,
    created_at: at,
    settled_at: at,
    is_automatic: false,
    checks: 0,
  }));
}

function prepaidRows(each: Keyed, at: Date) {
  return onAccountOf(each).map(({ billingProfileId, amountMinor }) => ({
    payment_id: each.prepaymentId,
    billing_profile_id: billingProfileId,
    currency: each.invoice.currency,
    remaining_minor: amountMinor,
    created_at: at,
  }));
}

/** The part of the entry that no invoice has: none, or one. */
function onAccountOf({ invoice }: Keyed) {
  return invoice.entry.postings
    .filter(({ ledgerAccount }) => ledgerAccount === 'money_on_account')
    .map(({ billingProfileId, amountMinor }) => ({ billingProfileId, amountMinor: -amountMinor }));
}

function activityRow({ invoice }: Keyed, { issuer, at, action }: Issuing) {
  const { currency, totalMinor: amountMinor } = invoice;
  return {
    activity_id: newId(),
    at,
    actor_id: issuer.userId,
    actor_name: issuer.name,
    action,
    resource_id: invoice.name,
    result: 'Succeeded',
    facts: { number: invoice.number, currency, total: toDecimalString({ currency, amountMinor }) },
  };
}

/** One event for the invoices and one for the credit notes of a batch. */
function eventRows({ billingProfileId }: IssuingAccount, keyed: readonly Keyed[], at: Date) {
  return (['Invoice', 'CreditNote'] as const).flatMap((documentType) => {
    const invoiceNames = keyed
      .filter(({ invoice }) => invoice.documentType === documentType)
      .map(({ invoice }) => invoice.name);
    if (invoiceNames.length === 0) return [];
    const type = documentType === 'Invoice' ? 'invoice.issued' : 'creditNote.issued';
    return [
      { event_id: newId(), type, facts: { invoiceNames, billingProfileIds: [billingProfileId] }, created_at: at },
    ];
  });
}
