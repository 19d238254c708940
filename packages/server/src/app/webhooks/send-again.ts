import type { Actor } from '@betalt/core/access/may.ts';
import { PING } from '@betalt/core/events/event-types.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import type { WebhookDeliveryRow, WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import {
  type EndpointRejection,
  type EndpointTarget,
  type WebhookDependencies,
  writeEndpoint,
} from './endpoint-write.ts';
import { endWaiting, queueDeliveries } from './queue-deliveries.ts';

export type SendRejection =
  | EndpointRejection
  | { readonly code: 'WebhookEndpointDisabled' }
  | { readonly code: 'WebhookDeliveryNotFound' };

/** Queues a `ping`, so that a receiver can be tried before anything has happened. Its fate is in the log like any other's. */
export async function testWebhookEndpoint(
  dependencies: WebhookDependencies,
  actor: Actor,
  target: EndpointTarget,
): Promise<Result<WebhookDeliveryRow, SendRejection>> {
  return queueAtEnabled(dependencies, actor, target, 'webhookEndpoint.test', async (tx, endpoint, now) => {
    const eventId = newId();
    const data = { webhookEndpointName: endpoint.name };
    const body = JSON.stringify({ id: eventId, type: PING, timestamp: now.toISOString(), data });
    const [delivery] = await queueDeliveries(tx, endpoint, [{ eventId, type: PING, body }], now);
    return delivery === undefined ? err({ code: 'WebhookEndpointNotFound' }) : ok(delivery);
  });
}

/**
 * Sends a delivery once more, whatever became of it: the same bytes under the same `webhook-id`, so that a receiver which has it
 * already knows it, with a new run of the schedule.
 */
export async function redeliverWebhook(
  dependencies: WebhookDependencies,
  actor: Actor,
  target: EndpointTarget,
  deliveryId: string,
): Promise<Result<WebhookDeliveryRow, SendRejection>> {
  return queueAtEnabled(dependencies, actor, target, 'webhookEndpoint.redeliver', async (tx, endpoint, now) => {
    const delivery = await tx
      .updateTable('webhook_delivery')
      .set({ state: 'pending', tries: 0, next_try_at: now, delivered_at: null })
      .where('billing_account_id', '=', endpoint.billing_account_id)
      .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
      .where('webhook_delivery_id', '=', deliveryId)
      .returningAll()
      .executeTakeFirst();
    return delivery === undefined ? err({ code: 'WebhookDeliveryNotFound' }) : ok(delivery);
  });
}

/** What a person queues goes out at once, ahead of a lane that waits; at an endpoint that is switched off there is nothing to send. */
async function queueAtEnabled(
  dependencies: WebhookDependencies,
  actor: Actor,
  target: EndpointTarget,
  action: string,
  queue: (tx: Tx, endpoint: WebhookEndpointRow, now: Date) => Promise<Result<WebhookDeliveryRow, SendRejection>>,
): Promise<Result<WebhookDeliveryRow, SendRejection>> {
  return writeEndpoint<WebhookDeliveryRow, SendRejection>(dependencies, actor, target, action, async (tx, endpoint) => {
    if (endpoint === undefined) return err({ code: 'WebhookEndpointNotFound' });
    if (!endpoint.is_enabled) return err({ code: 'WebhookEndpointDisabled' });
    const now = dependencies.clock();
    const queued = await queue(tx, endpoint, now);
    if (queued.ok) await endWaiting(tx, endpoint, now);
    return queued;
  });
}
