import type { Language } from '@betalt/contract/portal/session.ts';
import { type ApiVersion, OWN_VERSION } from '@betalt/contract/versions.ts';
import { type Actor, may } from '@betalt/core/access/may.ts';
import type { Action } from '@betalt/core/access/permissions.ts';
import type { PaymentRules } from '@betalt/core/accounts/payment-rules.ts';
import { displayStatus, invoiceStatus } from '@betalt/core/invoices/status.ts';
import { FAILED_PAYMENT_REASONS, isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { FailedPart, InvoiceRow, SettledPart, ShownDocument } from '../../db/queries/invoices.ts';
import { payabilityOf, statusFacts } from './invoice-facts.ts';
import { amount, dateTime, instant, text } from './json.ts';
import { payabilitySentences } from './payability-sentences.ts';
import { methodName } from './payment.ts';

/** For whom, in which version and language, on which day an invoice is shown. Made once a request. */
export interface InvoiceView {
  readonly accountId: string;
  readonly version: ApiVersion;
  readonly actor: Actor;
  readonly rules: PaymentRules;
  readonly language: Language;
  readonly today: CalendarDate;
}

/** `/providers/Microsoft.Billing/billingAccounts/{name}`, the beginning of every id below it. */
export function accountResourceId(accountName: string): string {
  return `/providers/Microsoft.Billing/billingAccounts/${accountName}`;
}

/**
 * An invoice as JSON text, in the shape of 2024-04-01; the own version adds what the caller may do and why not.
 *
 * @param more members of `properties` that only a single invoice carries, as JSON text with a leading comma
 */
export function writeInvoice(row: InvoiceRow, view: InvoiceView, more = ''): string {
  const own = view.version === OWN_VERSION;
  const name = text(row.name);
  return `{"id":${below(view, '/invoices/', name)},"name":${name},"type":"Microsoft.Billing/billingAccounts/invoices","properties":{${writeAzure(row, view)}${
    own ? writeOwn(row, view) : ''
  }${more}}${own ? `,"actions":${writeActions(row, view.actor)}` : ''}}`;
}

/** The id of something below the account: whose own part needs no escaping (identity/account-name.ts). */
function below({ accountId }: InvoiceView, collection: string, nameAsText: string): string {
  return `"${accountId}${collection}${nameAsText.slice(1)}`;
}

/** What the portal has buttons for; each of them is authorised again where it is done. */
const SHOWN_ACTIONS = [
  'invoice.read',
  'invoice.pay',
  'invoice.download',
  'invoice.query',
  'invoice.credit',
  'invoice.void',
  'invoice.writeOff',
  'invoice.refund',
  'invoice.answerQuery',
] as const satisfies readonly Action[];

/** By actor, which is made once a request, and profile: a list of a thousand rows asks once a profile. */
const writtenActions = new WeakMap<Actor, Map<string, string>>();

function writeActions({ billing_profile_id: billingProfileId }: InvoiceRow, actor: Actor): string {
  const written = writtenActions.get(actor) ?? new Map<string, string>();
  writtenActions.set(actor, written);
  const known = written.get(billingProfileId);
  if (known !== undefined) return known;
  const actions = JSON.stringify(SHOWN_ACTIONS.filter((action) => may(actor, action, { billingProfileId })));
  written.set(billingProfileId, actions);
  return actions;
}

function writeAzure(row: InvoiceRow, view: InvoiceView): string {
  const { currency } = row;
  const zero = amount(0n, currency);
  const total = amount(row.total_minor, currency);
  const period =
    row.period_start_on === null || row.period_end_on === null
      ? ''
      : `,"invoicePeriodStartDate":${dateTime(row.period_start_on)},"invoicePeriodEndDate":${dateTime(row.period_end_on)}`;
  const purchaseOrder = row.po_number === null ? '' : `,"purchaseOrderNumber":${text(row.po_number)}`;
  return (
    `"billingProfileId":${below(view, '/billingProfiles/', text(row.profile_name))},"billingProfileDisplayName":${text(row.profile_display_name)}` +
    `,"invoiceType":"${row.invoice_type}","documentType":"${row.document_type}","invoiceDate":${dateTime(row.invoice_on)},"dueDate":${dateTime(row.due_on)}${period}` +
    `,"isMonthlyInvoice":${row.is_monthly}${purchaseOrder},"billedAmount":${total},"creditAmount":${amount(creditMinor(row), currency)},"azurePrepaymentApplied":${zero},"freeAzureCreditApplied":${zero}` +
    `,"subTotal":${amount(row.sub_total_minor, currency)},"taxAmount":${amount(row.tax_minor, currency)},"totalAmount":${total}` +
    `,"documents":[${row.documents.map((document) => writeDocument(document, view)).join(',')}]` +
    `,"status":"${invoiceStatus(statusFacts(row), view.today)}","amountDue":${amount(row.amount_due_minor, currency)}` +
    `,"payments":[${row.payments.map((part) => writePayment(part, row, view)).join(',')}]` +
    `,"failedPayments":[${row.failed_payments.map((part) => writeFailed(part, view)).join(',')}]`
  );
}

/** What credit took of it: credit notes and money on account, less what was taken back. */
function creditMinor({ payments }: InvoiceRow): bigint {
  return payments
    .filter(({ family }) => family === 'Credits')
    .reduce(
      (sum, { amountMinor, type }) => sum + (type === 'credited' ? -BigInt(amountMinor) : BigInt(amountMinor)),
      0n,
    );
}

function writeDocument({ name, kind, fileName, mediaType }: ShownDocument, view: InvoiceView): string {
  const own = view.version === OWN_VERSION ? `,"fileName":${text(fileName)},"mediaType":${text(mediaType)}` : '';
  return `{"name":${text(name)},"kind":${text(kind)},"source":"DRS"${own}}`;
}

function writePayment(part: SettledPart, row: InvoiceRow, view: InvoiceView): string {
  const method =
    part.methodId === null ? '' : `,"paymentMethodId":"/providers/Microsoft.Billing/paymentMethods/${part.methodId}"`;
  const type = part.brand === null ? '' : `,"paymentMethodType":${text(part.brand)}`;
  const shown =
    part.brand === null ? '' : `,"paymentMethodDisplayName":${text(methodName(part.brand, part.lastFour ?? null))}`;
  const own =
    view.version === OWN_VERSION ? `${shown},"paymentId":${text(`${view.accountId}/payments/${part.paymentId}`)}` : '';
  return `{"amount":${amount(BigInt(part.amountMinor), row.currency)},"date":${instant(part.at)},"paymentMethodFamily":${text(part.family)}${type}${method},"paymentType":"${part.type ?? 'debited'}"${own}}`;
}

function writeFailed(part: FailedPart, view: InvoiceView): string {
  const code = part.declineCode ?? '';
  const reason = isDeclineCode(code) ? FAILED_PAYMENT_REASONS[code] : 'Other';
  const own =
    view.version === OWN_VERSION ? `,"paymentId":${text(`${view.accountId}/payments/${part.paymentId}`)}` : '';
  return `{"date":${instant(part.at)},"failedPaymentReason":"${reason}"${own}}`;
}

function writeOwn(row: InvoiceRow, view: InvoiceView): string {
  const number = row.number === row.name ? '' : `,"number":${text(row.number)}`;
  const live =
    row.live_payment_id === null
      ? ''
      : `,"livePayment":{"id":${text(`${view.accountId}/payments/${row.live_payment_id}`)},"outcome":"${row.live_outcome}"}`;
  const reference = row.payment_reference === null ? '' : `,"paymentReference":${text(row.payment_reference)}`;
  return `${number},"displayStatus":"${displayStatus(statusFacts(row), view.today)}","payability":${writePayability(row, view)}${live}${reference},"etag":"W/\\"${row.row_version}\\""`;
}

function writePayability(row: InvoiceRow, view: InvoiceView): string {
  const decision = payabilityOf(
    row,
    { mayPay: may(view.actor, 'invoice.pay', { billingProfileId: row.billing_profile_id }) },
    view.rules,
  );
  const limit =
    decision.cardLimitMinor === undefined ? '' : `,"cardLimit":${amount(decision.cardLimitMinor, row.currency)}`;
  if (decision.canPay) return `{"canPay":true${limit},"minimumAmount":${amount(decision.minimumMinor, row.currency)}}`;
  const { reason, remedy } = payabilitySentences(decision.reason, view.language);
  const help = remedy === undefined ? '' : `,"remedy":{"text":${text(remedy)}}`;
  return `{"canPay":false,"reasonCode":"${decision.reason}","reason":${text(reason)}${help}${limit}}`;
}
