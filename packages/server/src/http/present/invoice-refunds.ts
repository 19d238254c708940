import { OWN_VERSION } from '@betalt/contract/versions.ts';
import type { InvoiceDisputeRow, InvoiceRefundRow, InvoiceRefunds } from '../../db/queries/invoice-refunds.ts';
import type { InvoiceView } from './invoice.ts';
import { amount, instant, text } from './json.ts';
import { failureOf } from './refund.ts';
import { disputeReasonSentence } from './refund-sentences.ts';

/** What of a single invoice's money went back, as members of `properties` with a leading comma: Azure's summary, and ours one by one. */
export function writeInvoiceRefunds(
  { refunds, disputes }: InvoiceRefunds,
  currency: string,
  view: InvoiceView,
): string {
  const summary = refunds.length === 0 ? '' : `,"refundDetails":${writeSummary(refunds, currency)}`;
  if (view.version !== OWN_VERSION) return summary;
  const [own, disputed] = [
    refunds.map((row) => writeRefund(row, currency, view)),
    disputes.map((row) => writeDispute(row, currency, view)),
  ];
  return `${summary},"refunds":[${own.join(',')}],"disputes":[${disputed.join(',')}]`;
}

const UNDER_WAY = new Set(['recorded', 'unknown', 'pending']);

/** Azure's RefundDetailsSummary, over all refunds of the invoice. Staff ask for a refund and approve it in one. */
function writeSummary(refunds: readonly InvoiceRefundRow[], currency: string): string {
  const requested = refunds.reduce((sum, row) => sum + BigInt(row.amount_minor), 0n);
  const succeeded = refunds.filter(({ outcome }) => outcome === 'succeeded');
  const refunded = succeeded.reduce((sum, row) => sum + BigInt(row.amount_minor), 0n);
  const isUnderWay = refunds.some(({ outcome }) => UNDER_WAY.has(outcome));
  const status = isUnderWay ? 'Pending' : succeeded.length > 0 ? 'Completed' : 'Declined';
  const first = instant(refunds[0]?.created_at ?? '');
  const completedOn = succeeded.at(-1)?.settled_at ?? null;
  const completed = isUnderWay || completedOn === null ? '' : `,"completedOn":${instant(completedOn)}`;
  return (
    `{"requestedOn":${first},"approvedOn":${first}${completed},"amountRequested":${amount(requested, currency)},"amountRefunded":${amount(refunded, currency)}` +
    `,"transactionCount":${refunds.length},"refundOperationId":${text(refunds.at(-1)?.refund_id ?? '')},"refundStatus":"${status}","refundReason":"Other"}`
  );
}

function writeRefund(row: InvoiceRefundRow, currency: string, view: InvoiceView): string {
  const { accountId } = view;
  const { failure } = failureOf(row, view);
  return (
    `{"id":${text(`${accountId}/refunds/${row.refund_id}`)},"name":${text(row.refund_id)},"paymentId":${text(`${accountId}/payments/${row.payment_id}`)}` +
    `,"amount":${amount(BigInt(row.amount_minor), currency)},"outcome":${text(row.outcome)},"reason":${text(row.reason)},"createdAt":${instant(row.created_at)}` +
    `${optionalInstant('settledAt', row.settled_at)}${failure === undefined ? '' : `,"failure":${JSON.stringify(failure)}`}}`
  );
}

function writeDispute(row: InvoiceDisputeRow, currency: string, { accountId, language }: InvoiceView): string {
  const reason = { code: row.reason, message: disputeReasonSentence(row.reason, language) };
  return (
    `{"id":${text(`${accountId}/disputes/${row.dispute_id}`)},"name":${text(row.dispute_id)},"paymentId":${text(`${accountId}/payments/${row.payment_id}`)}` +
    `,"state":${text(row.state)},"isInquiry":${row.is_inquiry},"amount":${amount(BigInt(row.amount_minor), currency)},"reason":${JSON.stringify(reason)}` +
    `,"openedAt":${instant(row.opened_at)}${optionalInstant('closedAt', row.closed_at)}${optionalInstant('evidenceDueAt', row.evidence_due_at)}}`
  );
}

function optionalInstant(name: string, value: string | null): string {
  return value === null ? '' : `,"${name}":${instant(value)}`;
}
