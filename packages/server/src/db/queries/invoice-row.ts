import { assert } from '@betalt/core/shared/assert.ts';

/** An invoice as lists and pages need it: one table, and its profile's names. */
export interface InvoiceRow {
  readonly invoice_id: string;
  readonly billing_profile_id: string;
  readonly profile_name: string;
  readonly profile_display_name: string;
  readonly name: string;
  readonly number: string;
  readonly invoice_type: string;
  readonly document_type: string;
  readonly currency: string;
  readonly sub_total_minor: bigint;
  readonly tax_minor: bigint;
  readonly total_minor: bigint;
  readonly amount_due_minor: bigint;
  readonly invoice_on: string;
  readonly due_on: string;
  readonly period_start_on: string | null;
  readonly period_end_on: string | null;
  readonly po_number: string | null;
  readonly payment_reference: string | null;
  readonly is_monthly: boolean;
  readonly voided_at: Date | null;
  readonly disputed_at: Date | null;
  readonly live_payment_id: string | null;
  readonly live_outcome: string | null;
  readonly payments: readonly SettledPart[];
  readonly failed_payments: readonly FailedPart[];
  readonly documents: readonly ShownDocument[];
  readonly row_version: bigint;
  readonly list_rank: number;
  /** The value that the page is ordered by, as text; only where that is not the default order. */
  readonly order_key: string | null;
}

/** Written by `apply_gateway_results` and `app/money`; amounts are text, since JSON has no bigint. */
export interface SettledPart {
  readonly paymentId: string;
  /** Never negative; `type` says which way it went. */
  readonly amountMinor: string;
  /** Absent: paid. `credited`: back to the payer, and due again. */
  readonly type?: 'credited' | undefined;
  readonly at: string;
  readonly methodId: string | null;
  readonly family: string;
  readonly brand: string | null;
  readonly lastFour?: string | null | undefined;
}

export interface FailedPart {
  readonly paymentId: string;
  readonly at: string;
  readonly declineCode: string | null;
}

/** Written with the document itself. */
export type ShownDocument = {
  readonly name: string;
  readonly kind: string;
  readonly fileName: string;
  readonly mediaType: string;
};

/**
 * The columns of an invoice `i` and its profile `p` as `fromTexts` reads them. A page of fifty rows of thirty columns costs the
 * server more to take apart than all the rest of the request (docs/bench.md), so what is a word by its type travels in one column,
 * with spaces between; what somebody may have typed has a column of its own.
 */
export const INVOICE_COLUMNS = `concat_ws(' ', i.invoice_id, i.billing_profile_id, i.invoice_type, i.document_type, i.currency, i.sub_total_minor, i.tax_minor,
  i.total_minor, i.amount_due_minor, i.invoice_on, i.due_on, coalesce(i.period_start_on::text, '-'), coalesce(i.period_end_on::text, '-'), i.is_monthly,
  coalesce(${instant('i.voided_at')}, '-'), coalesce(${instant('i.disputed_at')}, '-'), coalesce(i.live_payment_id::text, '-'),
  coalesce(i.live_outcome, '-'), i.row_version, i.list_rank),
  p.name, p.display_name, i.name, i.number, i.po_number, i.payment_reference, i.payments, i.failed_payments, i.documents`;

/** A row of `INVOICE_COLUMNS` and the order's key. */
export type InvoiceTexts = readonly [
  words: string,
  profileName: string,
  profileDisplayName: string,
  name: string,
  number: string,
  poNumber: string | null,
  paymentReference: string | null,
  payments: string,
  failedPayments: string,
  documents: string,
  orderKey: string | null,
];

/** Instead of the driver's parsers by type: every column is taken as the text that it travels as. */
export const AS_TEXT = { getTypeParser: () => (text: string) => text };

const WORDS = 20;

export function fromTexts(texts: InvoiceTexts): InvoiceRow {
  const [
    words,
    profileName,
    profileDisplayName,
    name,
    number,
    poNumber,
    paymentReference,
    payments,
    failed,
    documents,
    orderKey,
  ] = texts;
  const word = words.split(' ');
  assert(word.length === WORDS, `an invoice of ${word.length} words`);
  const [
    invoiceId,
    profileId,
    invoiceType,
    documentType,
    currency,
    subTotal,
    tax,
    total,
    due,
    invoiceOn,
    dueOn,
    ...rest
  ] = word as Words;
  const [
    periodStartOn,
    periodEndOn,
    isMonthly,
    voidedAt,
    disputedAt,
    livePaymentId,
    liveOutcome,
    rowVersion,
    listRank,
  ] = rest;
  return {
    invoice_id: invoiceId,
    billing_profile_id: profileId,
    profile_name: profileName,
    profile_display_name: profileDisplayName,
    name,
    number,
    invoice_type: invoiceType,
    document_type: documentType,
    currency,
    sub_total_minor: BigInt(subTotal),
    tax_minor: BigInt(tax),
    total_minor: BigInt(total),
    amount_due_minor: BigInt(due),
    invoice_on: invoiceOn,
    due_on: dueOn,
    period_start_on: orNull(periodStartOn),
    period_end_on: orNull(periodEndOn),
    po_number: poNumber,
    payment_reference: paymentReference,
    is_monthly: isMonthly === 't',
    voided_at: voidedAt === NONE ? null : new Date(Number(voidedAt)),
    disputed_at: disputedAt === NONE ? null : new Date(Number(disputedAt)),
    live_payment_id: orNull(livePaymentId),
    live_outcome: orNull(liveOutcome),
    payments: parts(payments) as readonly SettledPart[],
    failed_payments: parts(failed) as readonly FailedPart[],
    documents: parts(documents) as readonly ShownDocument[],
    row_version: BigInt(rowVersion),
    list_rank: Number(listRank),
    order_key: orderKey,
  };
}

type Word = string;
type Words = [
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
  Word,
];

/** No word of the row: dates, ids and outcomes have more letters. */
const NONE = '-';

function orNull(word: string): string | null {
  return word === NONE ? null : word;
}

/** Most invoices have none of most parts, and reading that costs more than seeing it. */
function parts(json: string): readonly unknown[] {
  return json === '[]' ? [] : (JSON.parse(json) as unknown[]);
}

/** Milliseconds since 1970: the text of an instant has spaces and depends on the session's zone. */
function instant(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint::text`;
}
