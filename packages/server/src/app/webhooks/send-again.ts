import type { Actor } from '@betalt/core/access/may.ts';
import { PING } from '@betalt/core/events/event-types.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { newId } from '../../db/new-id.ts';
import type { WebhookDeliveryRow } from '../../db/queries/webhooks.ts';
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
  const { clock } = dependencies;
  return writeEndpoint<WebhookDeliveryRow, SendRejection>(
    dependencies,
    actor,
    target,
    'webhookEndpoint.test',
    async (tx, endpoint) => {
      if (endpoint === undefined) return err({ code: 'WebhookEndpointNotFound' });
      if (!endpoint.is_enabled) return err({ code: 'WebhookEndpointDisabled' });
      const now = clock();
      const eventId = newId();
      const data = { webhookEndpointName: endpoint.name };
      const body = JSON.stringify({ id: eventId, type: PING, timestamp: now.toISOString(), data });
      const [delivery] = await queueDeliveries(tx, endpoint, [{ eventId, type: PING, body }], now);
      await endWaiting(tx, endpoint, now);
      return delivery === undefined ? err({ code: 'WebhookEndpointNotFound' }) : ok(delivery);
    },
  );
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
  const { clock } = dependencies;
  return writeEndpoint<WebhookDeliveryRow, SendRejection>(
    dependencies,
    actor,
    target,
    'webhookEndpoint.redeliver',
    async (tx, endpoint) => {
      if (endpoint === undefined) return err({ code: 'WebhookEndpointNotFound' });
      if (!endpoint.is_enabled) return err({ code: 'WebhookEndpointDisabled' });
      const now = clock();
      const delivery = await tx
        .updateTable('webhook_delivery')
        .set({ state: 'pending', tries: 0, next_try_at: now, delivered_at: null })
        .where('billing_account_id', '=', endpoint.billing_account_id)
        .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
        .where('webhook_delivery_id', '=', deliveryId)
        .returningAll()
        .executeTakeFirst();
      if (delivery === undefined) return err({ code: 'WebhookDeliveryNotFound' });
      await endWaiting(tx, endpoint, now);
      return ok(delivery);
    },
  );
}
