import {
  WEBHOOK_DELIVERY_TYPE,
  WEBHOOK_ENDPOINT_TYPE,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@betalt/contract/webhooks/webhook-endpoint.ts';
import { type Actor, allowedActions } from '@betalt/core/access/may.ts';
import { previousSecrets, type WebhookDeliveryRow, type WebhookEndpointRow } from '../../db/queries/webhooks.ts';

export interface EndpointView {
  readonly accountId: string;
  readonly actor: Actor;
  readonly now: Date;
}

/** @param secret of an endpoint that has just got it */
export function presentEndpoint(
  row: WebhookEndpointRow,
  { accountId, actor, now }: EndpointView,
  secret?: string,
): WebhookEndpoint {
  const [previous] = previousSecrets(row, now);
  return {
    id: `${accountId}/webhookEndpoints/${row.name}`,
    name: row.name,
    type: WEBHOOK_ENDPOINT_TYPE,
    properties: {
      url: row.url,
      description: row.description,
      eventTypes: row.event_types as WebhookEndpoint['properties']['eventTypes'],
      isEnabled: row.is_enabled,
      ...(row.disabled_reason === null
        ? {}
        : { disabledReason: row.disabled_reason as WebhookEndpoint['properties']['disabledReason'] & string }),
      ...(row.failing_since === null ? {} : { failingSince: row.failing_since.toISOString() }),
      ...(secret === undefined ? {} : { secret }),
      ...(previous === undefined ? {} : { previousSecretExpiresAt: previous.until }),
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
    },
    actions: allowedActions(actor, ['account.read', 'account.update']),
  };
}

/** @param withBody what is sent, for one delivery by itself */
export function presentDelivery(row: WebhookDeliveryRow, endpointId: string, withBody: boolean): WebhookDelivery {
  return {
    id: `${endpointId}/deliveries/${row.webhook_delivery_id}`,
    name: row.webhook_delivery_id,
    type: WEBHOOK_DELIVERY_TYPE,
    properties: {
      sequence: Number(row.sequence),
      eventId: row.event_id,
      eventType: row.type,
      state: row.state as WebhookDelivery['properties']['state'],
      tries: row.tries,
      createdAt: row.created_at.toISOString(),
      ...(row.next_try_at === null ? {} : { nextTryAt: row.next_try_at.toISOString() }),
      ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at.toISOString() }),
      ...lastTry(row),
      ...(withBody ? { body: row.body } : {}),
    },
  };
}

function lastTry(row: WebhookDeliveryRow): Pick<WebhookDelivery['properties'], 'lastTry'> {
  if (row.last_tried_at === null) return {};
  return {
    lastTry: {
      at: row.last_tried_at.toISOString(),
      durationMs: row.last_duration_ms ?? 0,
      ...(row.last_status === null ? {} : { status: row.last_status }),
      ...(row.last_error === null ? {} : { error: row.last_error }),
      ...(row.last_response === null ? {} : { response: row.last_response }),
    },
  };
}
