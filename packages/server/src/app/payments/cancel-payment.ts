import { type Actor, profilesWhere } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { listPayments } from '../../db/queries/payments.ts';
import type { RepairDependencies } from './repair-payments.ts';

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
    return err({ code: 'NoPermission' });
  const attempt = row.attempts.at(-1);
  if (row.outcome !== 'requires_action' || attempt?.gateway_payment_id == null)
    return err({ code: 'PaymentNotCancelable' });
  const result = await dependencies.gateway.cancel(attempt.gateway_payment_id);
  await dependencies.payments.apply({ billingAccountId, paymentId, attemptId: attempt.attempt_id }, result);
  return ok(paymentId);
}
