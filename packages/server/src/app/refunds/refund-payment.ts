import { type Actor, may, profilesWhere } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../db/database.ts';
import { listPayments, type PaymentRow } from '../../db/queries/payments.ts';
import { logDenied } from '../access/log-denied.ts';
import { authorizeOnInvoice } from '../invoices/issuer-operation.ts';
import { type RepairDependencies, repairPayment } from '../payments/repair-payments.ts';
import { applyRefund } from './apply-refund.ts';
import { type RecordedRefund, type RecordRefundRejection, recordRefund, refundHash } from './record-refund.ts';
import { readRefundState } from './refund-rows.ts';
import { toRefundOrder } from './repair-refunds.ts';

export interface RefundRequest {
  readonly billingAccountId: string;
  readonly amountMinor?: bigint | undefined;
  readonly currency?: string | undefined;
  readonly reason: string;
  readonly idempotencyKey?: string | undefined;
}

export type RefundPaymentRejection =
  | RecordRefundRejection
  | { readonly code: 'InvoiceNotFound' | 'AuthorizationFailed' };

export interface RefundingDependencies extends RepairDependencies {
  readonly onCommitted: () => void;
}

/**
 * Sends a payment, or a part of it, back to whoever paid, by the method that they paid with. Three passes, as paying has:
 *
 * | pass   | transaction | what                                                                    | where                      |
 * | ------ | ----------- | ----------------------------------------------------------------------- | -------------------------- |
 * | record | one         | lock, decide, take the money from where it is, promise it               | `recordRefund`             |
 * | ask    | none open   | the gateway, with the key of the refund; a transfer waits for staff     | `gateway.refund`           |
 * | apply  | one         | lock, compare, post what became of it, put back what could not be paid  | `applyRefund`              |
 *
 * Killed between any two, the refund is found by `next_check_at` and asked about with the same key (`repair-refunds.ts`).
 *
 * @returns the refund's id, once the gateway has answered or its deadline has passed
 */
export async function refundPayment(
  dependencies: RefundingDependencies,
  actor: Actor,
  request: RefundRequest & { readonly paymentId: string },
): Promise<Result<string, RefundPaymentRejection>> {
  const { billingAccountId, paymentId } = request;
  const row = await readPayment(dependencies, actor, billingAccountId, paymentId);
  if (row === undefined) return err({ code: 'PaymentNotFound' });
  if (!row.allocations.every((part) => may(actor, 'invoice.refund', { billingProfileId: part.billing_profile_id })))
    return refuse(dependencies, actor, billingAccountId, paymentId);
  return refundOne(dependencies, actor, request);
}

/**
 * The same for what was paid on one invoice: of the payment that is named, or of the latest that has something to give back. One refund
 * is of one payment.
 */
export async function refundInvoice(
  dependencies: RefundingDependencies,
  actor: Actor,
  request: RefundRequest & { readonly invoiceName: string; readonly paymentId?: string | undefined },
): Promise<Result<string, RefundPaymentRejection>> {
  const { billingAccountId, invoiceName } = request;
  const allowed = await authorizeOnInvoice(dependencies, actor, 'invoice.refund', { billingAccountId, invoiceName });
  if (!allowed.ok) return allowed;
  const paid = await paymentsOf(dependencies, billingAccountId, invoiceName);
  const candidates = paid.filter(({ paymentId }) => request.paymentId === undefined || request.paymentId === paymentId);
  if (request.paymentId !== undefined && candidates.length === 0) return err({ code: 'PaymentNotFound' });
  let refused: Result<string, RefundPaymentRejection> = err({ code: 'NothingToRefund' });
  for (const { paymentId, invoiceId } of candidates) {
    const refunded = await refundOne(dependencies, actor, { ...request, paymentId, invoiceId });
    if (refunded.ok || !['NothingToRefund', 'PaymentNotRefundable'].includes(refunded.error.code)) return refunded;
    refused = refunded;
  }
  return refused;
}

async function refundOne(
  dependencies: RefundingDependencies,
  actor: Actor,
  request: RefundRequest & {
    readonly paymentId: string;
    readonly invoiceId?: string | undefined;
    readonly invoiceName?: string | undefined;
  },
): Promise<Result<string, RefundPaymentRejection>> {
  const { billingAccountId, paymentId } = request;
  await askAboutPayment(dependencies, billingAccountId, paymentId);
  const at = dependencies.clock();
  const recorded = await inTransaction<RecordedRefund, RecordRefundRejection>(dependencies.db, (tx) =>
    recordRefund(tx, { ...request, key: keyOf(actor, request) }, { doer: actor, at }),
  );
  if (!recorded.ok) return recorded;
  const { refundId, isNew } = recorded.value;
  if (!isNew) return ok(refundId);
  dependencies.onCommitted();
  const refund = await readRefundState(dependencies.db, { billingAccountId, refundId });
  if (refund !== undefined && refund.gateway !== null)
    await applyRefund(
      dependencies,
      { billingAccountId, refundId },
      await dependencies.gateway.refund(toRefundOrder(refund)),
    );
  return ok(refundId);
}

/** The payment that an invoice's refund takes is not part of what was asked: asked again, another may have something left. */
function keyOf(actor: Actor, request: Parameters<typeof refundOne>[2]) {
  const { idempotencyKey: key, invoiceName, paymentId, amountMinor, currency, reason } = request;
  if (key === undefined) return undefined;
  const of = invoiceName === undefined ? { paymentId } : { invoiceName: invoiceName.toUpperCase() };
  const requestHash = refundHash({ ...of, amount: amountMinor?.toString(), currency, reason });
  return { principalId: actor.userId, key, requestHash };
}

/** Repair before any new operation: of a payment that nobody has answered about, the gateway is asked first. */
async function askAboutPayment(dependencies: RefundingDependencies, billingAccountId: string, paymentId: string) {
  const [row] = await listPayments(dependencies.db, billingAccountId, { profiles: 'all', limit: 1, paymentId });
  if (row !== undefined) await repairPayment(dependencies, row);
}

async function readPayment(
  { db }: RefundingDependencies,
  actor: Actor,
  billingAccountId: string,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  const profiles = profilesWhere(actor, 'invoice.read');
  const [row] = await listPayments(db, billingAccountId, { profiles, limit: 1, paymentId });
  return row;
}

/** Payments that an invoice was paid with, latest first; credit is no payment that could be sent back. */
async function paymentsOf({ db }: RefundingDependencies, billingAccountId: string, invoiceName: string) {
  const { rows } = await sql<{ paymentId: string; invoiceId: string }>`
    select a.payment_id as "paymentId", a.invoice_id as "invoiceId" from invoice i
    join allocation a on a.billing_account_id = i.billing_account_id and a.invoice_id = i.invoice_id
    join payment p on p.billing_account_id = a.billing_account_id and p.payment_id = a.payment_id
    where i.billing_account_id = ${billingAccountId} and upper(i.name) = upper(${invoiceName})
      and p.method_family <> 'Credits' and p.outcome in ('recorded', 'unknown', 'processing', 'succeeded')
    order by a.payment_id desc`.execute(db);
  return rows;
}

async function refuse(
  { db, clock }: RefundingDependencies,
  actor: Actor,
  billingAccountId: string,
  paymentId: string,
): Promise<Result<never, RefundPaymentRejection>> {
  await logDenied({ database: { db }, clock }, actor, {
    billingAccountId,
    action: 'invoice.refund',
    resourceId: paymentId,
  });
  return err({ code: 'AuthorizationFailed' });
}
