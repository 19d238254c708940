import type { PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import { isLive } from '@betalt/core/payments/outcome.ts';
import { inLanes } from '@betalt/core/shared/in-lanes.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { listPayments, type PaymentRow } from '../../db/queries/payments.ts';
import type { ChargeOrder, GatewayResult, PaymentGateway } from '../../gateways/gateway.ts';
import type { Payments } from './payments.ts';
import { description } from './record-payments.ts';

export interface RepairDependencies {
  readonly db: Database;
  readonly gateway: PaymentGateway;
  readonly payments: Payments;
  readonly clock: () => Date;
}

/** One that the gateway is slow about delays few others. */
const MOST_AT_ONCE = 8;
/** How many are claimed at once: a full batch means that there are more. */
export const MOST_REPAIRED = 40;
/** A claimed payment is nobody else's for this long, five rounds of the gateway's deadline; if its worker dies, another takes it then. */
const CLAIM_SECONDS = 120;

/**
 * Asks the gateway about every payment whose next check is due: killed between two passes, unanswered, still processing, or
 * waiting for a payer who never came back. Several workers may run at once; each payment is claimed by one.
 *
 * @returns how many payments were asked about
 */
export async function repairDuePayments(dependencies: RepairDependencies): Promise<number> {
  const claimed = await claimDue(dependencies.db, dependencies.clock());
  await inLanes(claimed, MOST_AT_ONCE, async ({ billing_account_id, payment_id }) => {
    const [row] = await listPayments(dependencies.db, billing_account_id, {
      profiles: 'all',
      limit: 1,
      paymentId: payment_id,
    });
    if (row !== undefined) await repairPayment(dependencies, row);
  });
  return claimed.length;
}

/** Asks the gateway what became of one payment and applies the answer. True when it was worth asking. */
export async function repairPayment(dependencies: RepairDependencies, row: PaymentRow): Promise<boolean> {
  const attempt = row.attempts.at(-1);
  if (!isLive(row.outcome as PaymentOutcome) || attempt === undefined) return false;
  const reference = {
    billingAccountId: row.billing_account_id,
    paymentId: row.payment_id,
    attemptId: attempt.attempt_id,
  };
  await dependencies.payments.apply(reference, await ask(dependencies, row, attempt.gateway_payment_id));
  return true;
}

/** By the gateway's id where it is known; else by the mark and the key of the attempt, which start nothing that was started before. */
async function ask(
  { gateway, clock }: RepairDependencies,
  row: PaymentRow,
  gatewayPaymentId: string | null,
): Promise<GatewayResult> {
  if (gatewayPaymentId === null) return gateway.recoverCharge(toOrder(row));
  const isGivenUp = row.outcome === 'requires_action' && row.expires_at !== null && row.expires_at <= clock();
  return isGivenUp ? gateway.cancel(gatewayPaymentId) : gateway.readCharge(gatewayPaymentId);
}

function toOrder(row: PaymentRow): ChargeOrder {
  const attempt = row.attempts.at(-1);
  if (attempt === undefined) throw new Error(`payment ${row.payment_id} has no attempt`);
  return {
    billingAccountId: row.billing_account_id,
    paymentId: row.payment_id,
    attemptId: attempt.attempt_id,
    currency: row.currency,
    amountMinor: row.amount_minor,
    customerId: attempt.gateway_customer_id,
    methodId: attempt.gateway_payment_method_id ?? '',
    methodFamily: row.method_family,
    isOffSession: row.is_automatic,
    description: description(row.allocations.map((allocation) => allocation.invoice_name)),
    startedAt: new Date(attempt.started_at),
  };
}

/** Over all accounts: the queue of checks is one of the few places that may (docs/domain/tenancy.md). */
async function claimDue(db: Database, now: Date): Promise<{ billing_account_id: string; payment_id: string }[]> {
  const { rows } = await sql<{ billing_account_id: string; payment_id: string }>`
    with due as (
      select billing_account_id, payment_id from payment
      where next_check_at <= ${now} order by next_check_at limit ${MOST_REPAIRED} for update skip locked)
    update payment p set next_check_at = ${new Date(now.getTime() + CLAIM_SECONDS * 1000)}
    from due where p.billing_account_id = due.billing_account_id and p.payment_id = due.payment_id
    returning p.billing_account_id, p.payment_id`.execute(db);
  return rows;
}
