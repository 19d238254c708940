import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import type { WebhookDeliveryRow, WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import type { WebhookAnswer } from '../../webhooks/webhook-sender.ts';
import type { TryOutcome } from './delivery-outcome.ts';
import { logEndpointActivity } from './endpoint-write.ts';

export interface Tried {
  readonly endpoint: WebhookEndpointRow;
  readonly delivery: WebhookDeliveryRow;
  readonly answer: WebhookAnswer;
  readonly outcome: TryOutcome;
  readonly at: Date;
}

/**
 * Writes down what became of a try, with everything that follows from it, in one transaction. Lock order: endpoint, then delivery. An
 * endpoint that was removed meanwhile leaves nothing to write.
 */
export async function recordTry(db: Database, tried: Tried): Promise<void> {
  await inTransaction<void, never>(db, async (tx) => {
    const isUpdated = await updateEndpoint(tx, tried);
    await updateDelivery(tx, tried);
    if (isUpdated && tried.outcome.kind === 'disable') await announceDisabled(tx, tried, tried.outcome.reason);
    return ok(undefined);
  });
}

/** @returns false when a person has set it otherwise meanwhile: what they said is newer */
async function updateEndpoint(tx: Tx, { endpoint, outcome, at }: Tried): Promise<boolean> {
  const failingSince = endpoint.failing_since ?? at;
  const { numUpdatedRows } = await tx
    .updateTable('webhook_endpoint')
    .set((column) => ({
      failing_since: outcome.kind === 'delivered' ? null : failingSince,
      waits_until: outcome.kind === 'again' && outcome.waits ? outcome.at : null,
      ...(outcome.kind === 'disable'
        ? { is_enabled: false, disabled_reason: outcome.reason, row_version: column('row_version', '+', 1n) }
        : {}),
    }))
    .where('billing_account_id', '=', endpoint.billing_account_id)
    .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
    .where('row_version', '=', endpoint.row_version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function updateDelivery(tx: Tx, { delivery, answer, outcome, at }: Tried): Promise<void> {
  const hasAnswer = 'status' in answer;
  await tx
    .updateTable('webhook_delivery')
    .set({
      state: STATES[outcome.kind],
      tries: delivery.tries + 1,
      next_try_at: outcome.kind === 'again' ? outcome.at : null,
      last_tried_at: at,
      last_status: hasAnswer ? answer.status : null,
      last_error: hasAnswer ? null : answer.error,
      last_duration_ms: answer.durationMs,
      last_response: hasAnswer ? answer.response : null,
      ...(outcome.kind === 'delivered' ? { delivered_at: at } : {}),
    })
    .where('billing_account_id', '=', delivery.billing_account_id)
    .where('webhook_delivery_id', '=', delivery.webhook_delivery_id)
    .execute();
}

const STATES: Readonly<Record<TryOutcome['kind'], 'pending' | 'delivered' | 'failed'>> = {
  delivered: 'delivered',
  again: 'pending',
  failed: 'failed',
  disable: 'failed',
};

/** In the activity log for people, in the outbox for mail and for the account's other endpoints. */
async function announceDisabled(tx: Tx, { endpoint, at }: Tried, reason: 'gone' | 'failing'): Promise<void> {
  const { billing_account_id, name } = endpoint;
  await logEndpointActivity(tx, {
    billingAccountId: billing_account_id,
    name,
    action: 'webhookEndpoint.disable',
    at,
    who: { actor_id: null, actor_name: 'Betalt' },
    facts: { reason },
  });
  const facts = { invoiceNames: [], billingProfileIds: [], webhookEndpointName: name, reason };
  await tx
    .insertInto('outbox_event')
    .values({
      billing_account_id,
      event_id: newId(),
      type: 'webhookEndpoint.disabled',
      facts: JSON.stringify(facts),
      created_at: at,
    })
    .execute();
}
