import { inLanes } from '@betalt/core/shared/in-lanes.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../db/database.ts';
import { listPayments, type PaymentRow } from '../../db/queries/payments.ts';
import type { GatewayEvent } from '../../gateways/gateway.ts';
import { hearDispute } from '../disputes/apply-dispute.ts';
import { hearForeignRefund } from '../refunds/adopt-refund.ts';
import { hearRefund } from '../refunds/hear-refund.ts';
import { disputeNews, foreignRefund, paymentReference, refundNews } from './event-subjects.ts';
import { type RepairDependencies, repairPayment } from './repair-payments.ts';

/** An event that cannot be worked on yet is tried again after this, doubled each time, for a day. */
const RETRY_AFTER_SECONDS = 10;
const MAX_FAILURES = 14;

/**
 * Stores what a webhook brought, before anything is done with it, and queues the work on it in the same statement.
 * A duplicate is stored once and queues nothing.
 */
export async function storeGatewayEvents(
  pool: pg.Pool,
  gateway: string,
  events: readonly GatewayEvent[],
  at: Date,
): Promise<void> {
  await pool.query({
    name: 'store-gateway-events',
    text: `with stored as (
        insert into gateway_event (gateway, event_id, type, payload, received_at, next_try_at)
        select $1, e ->> 'eventId', e ->> 'type', e -> 'payload', $3, $3 from jsonb_array_elements($2::jsonb) e
        on conflict on constraint gateway_event_pk do nothing returning 1)
      select graphile_worker.add_job('apply_gateway_events', job_key := 'apply_gateway_events') from (select from stored limit 1) any_stored`,
    values: [gateway, JSON.stringify(events), at],
  });
}

export interface EventDependencies extends RepairDependencies {
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted?: () => void;
}

/** Of different payments; those of one are worked on one after the other, or they would only wait for each other's lock. */
const MOST_AT_ONCE = 8;
const BATCH = 40;
// A batch takes at most five rounds of the gateway's deadline.
const CLAIM_SECONDS = 120;

/**
 * Works on stored events, oldest first. An event is a hint that something changed: what it is now is read from the gateway,
 * so that late, repeated and reordered events all lead to the same end. A gateway that is slow with one delays few others.
 *
 * @returns how many events were taken
 */
export async function applyGatewayEvents(dependencies: EventDependencies): Promise<number> {
  const now = dependencies.clock();
  const events = await takeWaiting(dependencies.db, now);
  const byPayment = Map.groupBy(events, ({ event_id, payload }) => paymentReference(payload)?.paymentId ?? event_id);
  await inLanes(byPayment.values(), MOST_AT_ONCE, async (ofPayment) => {
    for (const event of ofPayment) await applyOne(dependencies, event, now);
  });
  return events.length;
}

async function applyOne(dependencies: EventDependencies, event: StoredEvent, now: Date): Promise<void> {
  const failure = await tryToHear(dependencies, event.payload);
  await (failure === null
    ? markProcessed(dependencies.db, event, now)
    : markFailed(dependencies.db, event, failure, now));
}

async function tryToHear(dependencies: EventDependencies, payload: unknown): Promise<string | null> {
  try {
    await hear({ onCommitted: () => undefined, ...dependencies }, payload);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Of what is not ours, nothing is heard. */
async function hear(dependencies: Required<EventDependencies>, payload: unknown): Promise<void> {
  const dispute = disputeNews(payload);
  if (dispute !== null) return void (await hearDispute(dependencies, dispute));
  const refund = refundNews(payload);
  if (refund !== null) return hearRefund(dependencies, refund);
  const foreign = foreignRefund(payload);
  if (foreign !== null) return hearForeignRefund(dependencies, foreign);
  const payment = paymentReference(payload);
  if (payment === null) return;
  const [row] = await listPayments(dependencies.db, payment.billingAccountId, {
    profiles: 'all',
    limit: 1,
    paymentId: payment.paymentId,
  });
  if (row !== undefined && !(await repairPayment(dependencies, row))) await hearLateYes(dependencies, row, payload);
}

/**
 * A payment that was given up as declined or canceled can still be confirmed at the gateway: by the payer's browser, or by a charge
 * that was slower than our patience. The money is there, so the payment is too.
 */
async function hearLateYes(dependencies: RepairDependencies, row: PaymentRow, payload: unknown): Promise<void> {
  const { type, data } = payload as { type?: unknown; data?: { object?: { id?: unknown } } };
  const attempt = row.attempts.at(-1);
  const gatewayPaymentId = data?.object?.id;
  if (type !== 'payment_intent.succeeded' || row.outcome === 'succeeded') return;
  if (attempt === undefined || typeof gatewayPaymentId !== 'string') return;
  const result = await dependencies.gateway.readCharge(gatewayPaymentId);
  if (result.outcome === 'unknown') throw new Error(`the gateway did not say what became of ${gatewayPaymentId}`);
  const { billing_account_id: billingAccountId, payment_id: paymentId } = row;
  await dependencies.payments.apply({ billingAccountId, paymentId, attemptId: attempt.attempt_id }, result);
}

interface StoredEvent {
  readonly gateway: string;
  readonly event_id: string;
  readonly payload: unknown;
  readonly failures: number;
}

/** Claims by moving the next try ahead, so that a worker that dies gives its events back. */
async function takeWaiting(db: Database, now: Date): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    with waiting as (
      select gateway, event_id from gateway_event
      where processed_at is null and next_try_at <= ${now} order by next_try_at limit ${BATCH} for update skip locked)
    update gateway_event e set next_try_at = ${later(now, CLAIM_SECONDS)}
    from waiting w where e.gateway = w.gateway and e.event_id = w.event_id
    returning e.gateway, e.event_id, e.payload, e.failures`.execute(db);
  return rows;
}

async function markProcessed(db: Database, event: StoredEvent, now: Date): Promise<void> {
  await db
    .updateTable('gateway_event')
    .set({ processed_at: now })
    .where('gateway', '=', event.gateway)
    .where('event_id', '=', event.event_id)
    .execute();
}

/** After the last try it stays, unprocessed and due in a hundred years: staff see it, and nothing is lost. */
async function markFailed(db: Database, event: StoredEvent, reason: string, now: Date): Promise<void> {
  const failures = event.failures + 1;
  const wait = failures > MAX_FAILURES ? 100 * 365 * 86_400 : RETRY_AFTER_SECONDS * 2 ** Math.min(failures, 12);
  await db
    .updateTable('gateway_event')
    .set({ failures, last_error: reason, next_try_at: later(now, wait) })
    .where('gateway', '=', event.gateway)
    .where('event_id', '=', event.event_id)
    .execute();
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
