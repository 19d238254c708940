import { type Actor, profilesWhere } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { newId } from '../../db/new-id.ts';
import { listPayments, type PaymentRow } from '../../db/queries/payments.ts';
import { GatewayUnavailable } from '../../gateways/gateway.ts';
import { logDenied } from '../access/log-denied.ts';
import type { Doer } from '../money/record-activity.ts';
import { type RepairDependencies, repairPayment } from './repair-payments.ts';

export type CancelRejection = { readonly code: 'PaymentNotFound' | 'NoPermission' | 'PaymentNotCancelable' };

/** Gives up a payment that waits for the payer, so that another card can be tried at once. */
export async function cancelPayment(
  dependencies: RepairDependencies,
  actor: Actor,
  billingAccountId: string,
  paymentId: string,
): Promise<Result<string, CancelRejection>> {
  const readable = profilesWhere(actor, 'invoice.read');
  const [row] = await listPayments(dependencies.db, billingAccountId, { profiles: readable, limit: 1, paymentId });
  if (row === undefined) return err({ code: 'PaymentNotFound' });
  const payable = profilesWhere(actor, 'invoice.pay');
  if (payable !== 'all' && !row.allocations.every((part) => payable.includes(part.billing_profile_id)))
    return refuse(dependencies, actor, billingAccountId, paymentId);
  const givenUp = await giveUpPayment(dependencies, row, actor);
  return givenUp.ok ? ok(paymentId) : givenUp;
}

/** Gives up a payment on behalf of somebody who may: its payer, or whoever holds the pay link that it came by (no person is known then). */
export async function giveUpPayment(
  dependencies: RepairDependencies,
  known: PaymentRow,
  doer: Doer,
): Promise<Result<void, { readonly code: 'PaymentNotCancelable' }>> {
  const row = await askedAbout(dependencies, known);
  const { billing_account_id: billingAccountId, payment_id: paymentId } = row;
  const attempt = row.attempts.at(-1);
  if (row.outcome !== 'requires_action' || attempt?.gateway_payment_id == null)
    return err({ code: 'PaymentNotCancelable' });
  const result = await dependencies.gateway.cancel(attempt.gateway_payment_id);
  // Nothing was given up, and whoever asked is not left to believe that it was.
  if (result.outcome === 'unknown')
    throw new GatewayUnavailable('the gateway did not say whether the payment is given up');
  await dependencies.payments.apply({ billingAccountId, paymentId, attemptId: attempt.attempt_id }, result);
  if (result.outcome === 'canceled') await logCanceled(dependencies, doer, row);
  return ok(undefined);
}

/** Repair before any new operation: of a payment that nobody has answered about, the gateway is asked first. */
async function askedAbout(dependencies: RepairDependencies, row: PaymentRow): Promise<PaymentRow> {
  if (row.outcome !== 'unknown') return row;
  await repairPayment(dependencies, row);
  const one = { profiles: 'all', limit: 1, paymentId: row.payment_id } as const;
  return (await listPayments(dependencies.db, row.billing_account_id, one))[0] ?? row;
}

async function refuse(
  { db, clock }: RepairDependencies,
  actor: Actor,
  billingAccountId: string,
  paymentId: string,
): Promise<Result<never, CancelRejection>> {
  await logDenied({ database: { db }, clock }, actor, {
    billingAccountId,
    action: 'payment.cancel',
    resourceId: paymentId,
  });
  return err({ code: 'NoPermission' });
}

async function logCanceled(
  { db, clock }: RepairDependencies,
  doer: Doer,
  { billing_account_id, payment_id, allocations }: PaymentRow,
): Promise<void> {
  await db
    .insertInto('activity_log')
    .values({
      billing_account_id,
      activity_id: newId(),
      at: clock(),
      actor_id: doer.userId,
      actor_name: doer.name,
      action: 'payment.cancel',
      resource_id: payment_id,
      result: 'Succeeded',
      facts: JSON.stringify({ invoices: allocations.map(({ invoice_name }) => ({ name: invoice_name })) }),
    })
    .execute();
}
