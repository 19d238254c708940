import { disputeSteps } from '@betalt/core/payments/dispute.ts';
import { isLive, type PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import { err, ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { listPayments } from '../../db/queries/payments.ts';
import type { GatewayDispute } from '../../gateways/gateway.ts';
import { lockPayment } from '../money/payment-places.ts';
import { type RepairDependencies, repairPayment } from '../payments/repair-payments.ts';
import { lockDispute } from './dispute-rows.ts';
import { TAKE_STEP } from './dispute-steps.ts';

export interface DisputeDependencies extends RepairDependencies {
  readonly onCommitted: () => void;
}

/** What became of news of a dispute. `notOurs`: of a charge that Betalt did not make. */
export type HeardDispute = 'applied' | 'unchanged' | 'notOurs';

/** An event, or a person, says that something is new about a dispute: what it is now is read from the gateway. */
export async function hearDispute(dependencies: DisputeDependencies, gatewayDisputeId: string): Promise<HeardDispute> {
  const dispute = await dependencies.gateway.readDispute(gatewayDisputeId);
  return dispute === null ? 'notOurs' : applyDispute(dependencies, dispute);
}

/**
 * The one door for what a gateway says of a dispute, whoever brought it. The dispute may come before the payment's own answer is applied:
 * then the gateway is asked about the payment first. Applying the same news again, or older news after newer, changes nothing.
 *
 * Lock order: the payment, the dispute, then invoices by id, then what is on account.
 *
 * @throws when the payment is still not settled here, so that the news is heard again later
 */
export async function applyDispute(dependencies: DisputeDependencies, news: GatewayDispute): Promise<HeardDispute> {
  const reference = await paymentOf(dependencies, news);
  if (reference === null) return 'notOurs';
  await settlePayment(dependencies, reference, news);
  const { db, gateway, clock, onCommitted } = dependencies;
  const place = { ...reference, gateway: gateway.name, gatewayDisputeId: news.gatewayDisputeId };
  const at = clock();
  const applied = await inTransaction<HeardDispute, { readonly code: 'PaymentNotFound' }>(db, async (tx) => {
    const payment = await lockPayment(tx, place.billingAccountId, place.paymentId);
    if (payment === undefined) return err({ code: 'PaymentNotFound' });
    const known = await lockDispute(tx, place);
    const steps = disputeSteps(known ?? null, news);
    let dispute = known ?? { disputeId: newId(at), state: 'open' as const, isInquiry: news.isInquiry, parts: [] };
    for (const step of steps) dispute = await TAKE_STEP[step]({ tx, place, payment, news, at }, dispute);
    if (steps.length === 0) await moveDeadline();
    return ok(steps.length === 0 ? 'unchanged' : 'applied');

    /** Networks put the day off until which evidence is taken. */
    async function moveDeadline(): Promise<void> {
      await sql`update dispute set evidence_due_at = ${news.evidenceDueAt ?? null}
        where billing_account_id = ${place.billingAccountId} and dispute_id = ${dispute.disputeId} and state = 'open'
          and evidence_due_at is distinct from ${news.evidenceDueAt ?? null}`.execute(tx);
    }
  });
  if (!applied.ok) return 'notOurs';
  if (applied.value === 'applied') onCommitted();
  return applied.value;
}

interface PaymentReference {
  readonly billingAccountId: string;
  readonly paymentId: string;
}

/** By the gateway's id of what it captured, which is known once its answer is applied; before that by our own marks. */
async function paymentOf(
  { db }: DisputeDependencies,
  { gatewayPaymentId, payment }: GatewayDispute,
): Promise<PaymentReference | null> {
  const { rows } = await sql<PaymentReference>`
    select billing_account_id as "billingAccountId", payment_id as "paymentId" from payment_attempt
    where gateway_payment_id = ${gatewayPaymentId} limit 1`.execute(db);
  return rows[0] ?? payment ?? null;
}

async function settlePayment(
  dependencies: DisputeDependencies,
  { billingAccountId, paymentId }: PaymentReference,
  { gatewayPaymentId }: GatewayDispute,
): Promise<void> {
  const read = () => listPayments(dependencies.db, billingAccountId, { profiles: 'all', limit: 1, paymentId });
  const [row] = await read();
  if (row === undefined || row.outcome === 'succeeded') return;
  const attemptId = row.attempts.at(-1)?.attempt_id;
  if (isLive(row.outcome as PaymentOutcome)) await repairPayment(dependencies, row);
  // Given up here and captured there: what is disputed was charged.
  else if (attemptId !== undefined)
    await dependencies.payments.apply(
      { billingAccountId, paymentId, attemptId },
      await dependencies.gateway.readCharge(gatewayPaymentId),
    );
  const [after] = await read();
  if (after?.outcome !== 'succeeded') throw new Error(`payment ${paymentId} is disputed and not settled yet`);
}
