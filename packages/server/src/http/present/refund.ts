import type { Dispute } from '@betalt/contract/disputes/dispute.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import type { Refund } from '@betalt/contract/refunds/refund.ts';
import type { Actor } from '@betalt/core/access/may.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { DisputeRow } from '../../db/queries/disputes.ts';
import type { RefundPartRow, RefundRow } from '../../db/queries/refunds.ts';
import { methodName } from './payment.ts';
import { disputeReasonSentence, refundFailureSentence } from './refund-sentences.ts';

/** A refund for a caller who may read every invoice of it. */
export function presentRefund(row: RefundRow, accountId: string, reader: RefundReader): Refund {
  return {
    id: `${accountId}/refunds/${row.refund_id}`,
    name: row.refund_id,
    type: 'Microsoft.Billing/billingAccounts/refunds',
    properties: {
      paymentId: `${accountId}/payments/${row.payment_id}`,
      ...(row.invoice_name === null ? {} : { invoiceId: `${accountId}/invoices/${row.invoice_name}` }),
      amount: amountOf(row.amount_minor, row.currency),
      outcome: row.outcome as Refund['properties']['outcome'],
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
      ...(row.settled_at === null ? {} : { settledAt: row.settled_at.toISOString() }),
      ...failureOf(row, reader),
      paymentMethodFamily: row.method_family,
      ...(row.method_brand === null
        ? {}
        : { paymentMethodDisplayName: methodName(row.method_brand, row.method_last_four) }),
      requestedBy: row.requested_by_name,
      parts: row.parts.map((part) => presentPart(part, row.currency)),
      ...(row.gateway_refund_id === null ? {} : { gatewayReference: row.gateway_refund_id }),
    },
  };
}

/** For whom a refund is shown: what to do about one that failed is for staff of the issuer. */
export interface RefundReader {
  readonly language: Language;
  readonly actor: Pick<Actor, 'issuerRoles'>;
}

export function failureOf(row: { outcome: string; failure_reason: string | null }, { language, actor }: RefundReader) {
  if (row.outcome !== 'failed') return {};
  const code = row.failure_reason ?? 'gateway_refused';
  return { failure: { code, message: refundFailureSentence(code, language, actor.issuerRoles.length > 0) } };
}

const SOURCES = { credits: 'CreditNote', money_on_account: 'MoneyOnAccount', receivable: 'Invoice' } as const;

function presentPart({ source, invoice_name, credit_note_name, amount_minor }: RefundPartRow, currency: string) {
  return {
    source: SOURCES[source as keyof typeof SOURCES],
    ...(invoice_name === null ? {} : { invoiceName: invoice_name }),
    ...(credit_note_name === null ? {} : { creditNoteName: credit_note_name }),
    amount: amountOf(BigInt(amount_minor), currency),
  };
}

/** A dispute for a caller who may read every invoice of its payment. */
export function presentDispute(row: DisputeRow, accountId: string, language: Language): Dispute {
  return {
    id: `${accountId}/disputes/${row.dispute_id}`,
    name: row.dispute_id,
    type: 'Microsoft.Billing/billingAccounts/disputes',
    properties: {
      paymentId: `${accountId}/payments/${row.payment_id}`,
      state: row.state as Dispute['properties']['state'],
      isInquiry: row.is_inquiry,
      amount: amountOf(row.amount_minor, row.currency),
      reason: { code: row.reason, message: disputeReasonSentence(row.reason, language) },
      openedAt: row.opened_at.toISOString(),
      ...(row.closed_at === null ? {} : { closedAt: row.closed_at.toISOString() }),
      ...(row.evidence_due_at === null ? {} : { evidenceDueAt: row.evidence_due_at.toISOString() }),
      invoices: row.invoices.map(({ name, amount_minor }) => ({
        invoiceId: `${accountId}/invoices/${name}`,
        invoiceName: name,
        amount: amountOf(BigInt(amount_minor), row.currency),
      })),
      gatewayReference: row.gateway_dispute_id,
    },
  };
}

function amountOf(amountMinor: bigint, currency: string) {
  return { currency, value: toArmNumber({ amountMinor, currency: currency as Currency }) };
}
