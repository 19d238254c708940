import { type Actor, may } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { logDenied } from '../access/log-denied.ts';
import { applyRefund, type RefundDependencies } from './apply-refund.ts';
import { type RefundReference, type RefundState, readRefundState } from './refund-rows.ts';

export type SettleRefundRejection = {
  readonly code: 'RefundNotFound' | 'AuthorizationFailed' | 'RefundNotSettleable' | 'RefundNotFailed';
};

/** Staff have paid a transfer's refund out by their bank, or could not: then its money goes back to where it can be. */
export async function settleRefund(
  dependencies: RefundDependencies,
  actor: Actor,
  reference: RefundReference,
  { paidOut }: { readonly paidOut: boolean },
): Promise<Result<void, SettleRefundRejection>> {
  const found = await authorizeOnRefund(dependencies, actor, reference, 'refund.settle');
  if (!found.ok) return found;
  if (found.value.gateway !== null || found.value.outcome !== 'pending') return err({ code: 'RefundNotSettleable' });
  const news = paidOut
    ? { outcome: 'succeeded' as const }
    : { outcome: 'failed' as const, failure: 'canceled' as const };
  const applied = await applyRefund(dependencies, reference, news, actor);
  if (!applied.ok) return applied;
  return applied.value.changed ? ok(undefined) : err({ code: 'RefundNotSettleable' });
}

/** Staff have seen that a refund failed and seen to it: it leaves their list of what needs attention. */
export async function dealWithRefund(
  dependencies: RefundDependencies,
  actor: Actor,
  reference: RefundReference,
): Promise<Result<void, SettleRefundRejection>> {
  const found = await authorizeOnRefund(dependencies, actor, reference, 'refund.dealWith');
  if (!found.ok) return found;
  if (found.value.outcome !== 'failed') return err({ code: 'RefundNotFailed' });
  await sql`update refund set dealt_with_at = coalesce(dealt_with_at, ${dependencies.clock()})
    where billing_account_id = ${reference.billingAccountId} and refund_id = ${reference.refundId}`.execute(
    dependencies.db,
  );
  return ok(undefined);
}

async function authorizeOnRefund(
  { db, clock }: RefundDependencies,
  actor: Actor,
  reference: RefundReference,
  action: string,
): Promise<Result<RefundState, SettleRefundRejection>> {
  const refund = await readRefundState(db, reference);
  const everywhere = (asked: 'invoice.read' | 'invoice.refund') =>
    refund?.parts.every(({ billingProfileId }) => may(actor, asked, { billingProfileId })) === true;
  if (refund === undefined || !everywhere('invoice.read')) return err({ code: 'RefundNotFound' });
  if (everywhere('invoice.refund')) return ok(refund);
  const { billingAccountId, refundId } = reference;
  await logDenied({ database: { db }, clock }, actor, { billingAccountId, action, resourceId: refundId });
  return err({ code: 'AuthorizationFailed' });
}
