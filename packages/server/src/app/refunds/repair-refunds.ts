import { isUnderWay } from '@betalt/core/payments/refund-outcome.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { PaymentGateway } from '../../gateways/gateway.ts';
import { applyRefund, type RefundDependencies } from './apply-refund.ts';
import { type RefundReference, type RefundState, readRefundState } from './refund-rows.ts';

export interface RepairRefundDependencies extends RefundDependencies {
  readonly gateway: PaymentGateway;
}

/** A claimed refund is nobody else's for this long; if its worker dies, another takes it then. */
const CLAIM_SECONDS = 60;
const BATCH = 50;

/**
 * Asks the gateway about every refund whose next check is due: killed between two passes, unanswered, pending at a bank, or succeeded and
 * looked at once more. Several workers may run at once; each refund is claimed by one.
 *
 * @returns how many were asked about
 */
export async function repairDueRefunds(dependencies: RepairRefundDependencies): Promise<number> {
  const claimed = await claimDue(dependencies.db, dependencies.clock());
  for (const reference of claimed) await repairRefund(dependencies, reference);
  return claimed.length;
}

/** Asks the gateway what became of one refund and applies the answer. */
export async function repairRefund(dependencies: RepairRefundDependencies, reference: RefundReference): Promise<void> {
  const refund = await readRefundState(dependencies.db, reference);
  if (refund === undefined || refund.gateway === null || refund.outcome === 'failed') return;
  await applyRefund(dependencies, reference, await ask(dependencies, refund));
}

/** How long the request that started a refund is left to bring the gateway's answer itself. */
const LEFT_ALONE_MS = 25_000;

/** Repair on read, and before anything else is done with it: what is under way is asked about. True when it was. */
export async function repairOpenRefund(
  dependencies: RepairRefundDependencies,
  reference: RefundReference,
): Promise<boolean> {
  const refund = await readRefundState(dependencies.db, reference);
  if (refund === undefined || refund.gateway === null || !isUnderWay(refund.outcome)) return false;
  const age = dependencies.clock().getTime() - refund.createdAt.getTime();
  if (refund.outcome === 'recorded' && age < LEFT_ALONE_MS) return false;
  await applyRefund(dependencies, reference, await ask(dependencies, refund));
  return true;
}

/** By the gateway's id where it is known; else by the mark and the key of the refund, which start nothing that was started before. */
function ask({ gateway }: RepairRefundDependencies, refund: RefundState) {
  return refund.gatewayRefundId === null
    ? gateway.recoverRefund(toRefundOrder(refund))
    : gateway.readRefund(refund.gatewayRefundId);
}

export function toRefundOrder(refund: RefundState) {
  const { billingAccountId, paymentId, refundId, gatewayPaymentId, currency, amountMinor } = refund;
  if (gatewayPaymentId === null) throw new Error(`payment ${paymentId} has no id at its gateway`);
  return { billingAccountId, paymentId, refundId, gatewayPaymentId, currency, amountMinor };
}

/** Over all accounts: the queue of checks is one of the few places that may (docs/domain/tenancy.md). */
async function claimDue(db: Database, now: Date): Promise<RefundReference[]> {
  const { rows } = await sql<RefundReference>`
    with due as (
      select billing_account_id, refund_id from refund
      where next_check_at <= ${now} order by next_check_at limit ${BATCH} for update skip locked)
    update refund r set next_check_at = ${new Date(now.getTime() + CLAIM_SECONDS * 1000)}
    from due where r.billing_account_id = due.billing_account_id and r.refund_id = due.refund_id
    returning r.billing_account_id as "billingAccountId", r.refund_id as "refundId"`.execute(db);
  return rows;
}
