import { sql } from 'kysely';
import { type Database, inTransaction } from '../../db/database.ts';
import type { ForeignRefund } from '../../gateways/gateway.ts';
import { applyRefund } from './apply-refund.ts';
import { type RecordedRefund, type RecordRefundRejection, recordRefund } from './record-refund.ts';
import type { RepairRefundDependencies } from './repair-refunds.ts';

/** How far back refunds are listed whose webhooks may have been lost; the sweep is daily. */
const LISTED_DAYS = 3;

/** An event says that somebody has refunded a payment at the gateway, or that something is new about such a refund. */
export async function hearForeignRefund(
  dependencies: RepairRefundDependencies,
  gatewayRefundId: string,
): Promise<void> {
  const foreign = await dependencies.gateway.readForeignRefund(gatewayRefundId);
  if (foreign !== null) await adoptRefund(dependencies, foreign);
}

/**
 * Takes a refund over that was made at the gateway and not here: the money is gone from there, so the books and the invoice say so too.
 *
 * @throws when it cannot be, such as beyond what the books say is left of the payment: staff see the event that failed
 */
export async function adoptRefund(dependencies: RepairRefundDependencies, foreign: ForeignRefund): Promise<void> {
  const { db, gateway, clock } = dependencies;
  const payment = await paymentOf(db, foreign.gatewayPaymentId);
  if (payment === undefined) return;
  const { billingAccountId, paymentId } = payment;
  const { amountMinor, currency, gatewayRefundId: madeAtGateway } = foreign;
  // What failed before it was heard of moved nothing.
  if (foreign.outcome === 'failed' && !(await isKnown(db, madeAtGateway))) return;
  const ask = { billingAccountId, paymentId, amountMinor, currency, madeAtGateway, reason: MADE_THERE };
  const recorded = await inTransaction<RecordedRefund, RecordRefundRejection>(db, (tx) =>
    recordRefund(tx, ask, { doer: { userId: null, name: gateway.name }, at: clock() }),
  );
  if (!recorded.ok)
    throw new Error(`${madeAtGateway} of payment ${paymentId} cannot be booked: ${recorded.error.code}`);
  await applyRefund(dependencies, { billingAccountId, refundId: recorded.value.refundId }, foreign);
}

/** Nobody said why; shown to the payer as it is. */
const MADE_THERE = 'Refunded at the payment service';

/** Takes over what was refunded at the gateway lately, so that a webhook that is lost is no loss. */
export async function checkForeignRefunds(
  dependencies: RepairRefundDependencies,
): Promise<{ readonly read: number; readonly failures: readonly string[] }> {
  const since = new Date(dependencies.clock().getTime() - LISTED_DAYS * 86_400_000);
  const refunds = await dependencies.gateway.listForeignRefunds(since);
  const failures: string[] = [];
  for (const foreign of refunds) {
    try {
      await adoptRefund(dependencies, foreign);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { read: refunds.length, failures };
}

async function isKnown(db: Database, gatewayRefundId: string): Promise<boolean> {
  const query = db.selectFrom('refund').select('refund_id').where('gateway_refund_id', '=', gatewayRefundId);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Over all accounts: a gateway names its payment, not ours (docs/domain/tenancy.md). */
async function paymentOf(db: Database, gatewayPaymentId: string) {
  const { rows } = await sql<{ billingAccountId: string; paymentId: string }>`
    select billing_account_id as "billingAccountId", payment_id as "paymentId" from payment_attempt
    where gateway_payment_id = ${gatewayPaymentId} limit 1`.execute(db);
  return rows[0];
}
