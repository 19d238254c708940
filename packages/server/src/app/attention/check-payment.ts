import { sql } from 'kysely';
import type { PaymentRow } from '../../db/queries/payments.ts';
import { type DisputeDependencies, hearDispute } from '../disputes/apply-dispute.ts';
import { repairPayment } from '../payments/repair-payments.ts';
import { repairRefund } from '../refunds/repair-refunds.ts';

/**
 * Asks the gateway at once about a payment, its refunds that are under way and its open disputes, instead of at the next check.
 *
 * @throws GatewayUnavailable when the gateway does not say how a dispute stands
 */
export async function checkPayment(dependencies: DisputeDependencies, row: PaymentRow): Promise<void> {
  const { billing_account_id: billingAccountId, payment_id: paymentId } = row;
  await repairPayment(dependencies, row);
  const refunds = await sql<{ refundId: string }>`
    select refund_id as "refundId" from refund
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and outcome in ('recorded', 'unknown', 'pending')
      and gateway is not null order by refund_id`.execute(dependencies.db);
  for (const { refundId } of refunds.rows) await repairRefund(dependencies, { billingAccountId, refundId });
  const disputes = await sql<{ gatewayDisputeId: string }>`
    select gateway_dispute_id as "gatewayDisputeId" from dispute
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and state = 'open' order by dispute_id`.execute(
    dependencies.db,
  );
  for (const { gatewayDisputeId } of disputes.rows) await hearDispute(dependencies, gatewayDisputeId);
}
