import type { Actor } from '@betalt/core/access/may.ts';
import type { EventType } from '@betalt/core/events/event-types.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { listWebhookEndpoints, type WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import { receiverUrl, type UrlRejection } from '../../webhooks/receiver-url.ts';
import {
  type EndpointRejection,
  type EndpointTarget,
  type WebhookDependencies,
  writeEndpoint,
} from './endpoint-write.ts';
import { endWaiting } from './queue-deliveries.ts';
import { newSecret } from './secrets.ts';

/** The whole of what a caller decides about an endpoint. */
export interface EndpointSettings {
  readonly url: string;
  readonly description: string;
  /** Empty: every type. */
  readonly eventTypes: readonly EventType[];
  readonly isEnabled: boolean;
}

export interface SavedEndpoint {
  readonly row: WebhookEndpointRow;
  /** Only when it has just been made: it is not told again. */
  readonly secret: string | undefined;
}

export type SaveEndpointRejection =
  | EndpointRejection
  | { readonly code: 'TooManyWebhookEndpoints'; readonly most: number }
  | { readonly code: 'WebhookUrlRefused'; readonly reason: UrlRejection };

export const MOST_ENDPOINTS = 20;

/**
 * Makes an endpoint, or replaces what an existing one is set to. Enabling one that was switched off begins anew: what waits for it is
 * sent, and its three days count from the next failure.
 */
export async function saveWebhookEndpoint(
  dependencies: WebhookDependencies & { readonly allowsPrivate: boolean },
  actor: Actor,
  target: EndpointTarget,
  settings: EndpointSettings,
): Promise<Result<SavedEndpoint, SaveEndpointRejection>> {
  return writeEndpoint<SavedEndpoint, SaveEndpointRejection>(
    dependencies,
    actor,
    target,
    'webhookEndpoint.save',
    async (tx, current) => {
      const checked = receiverUrl(settings.url, dependencies.allowsPrivate);
      if ('rejection' in checked) return err({ code: 'WebhookUrlRefused', reason: checked.rejection });
      const normal = { ...settings, url: checked.url.href };
      if (current !== undefined)
        return ok({ row: await update(tx, current, normal, dependencies.clock()), secret: undefined });
      const others = await listWebhookEndpoints(tx, target.billingAccountId);
      if (others.length >= MOST_ENDPOINTS) return err({ code: 'TooManyWebhookEndpoints', most: MOST_ENDPOINTS });
      return ok(await insert(tx, dependencies, actor, target, normal));
    },
  );
}

async function insert(
  tx: Tx,
  { clock, secrets }: WebhookDependencies,
  actor: Actor,
  { billingAccountId, name }: EndpointTarget,
  { url, description, eventTypes, isEnabled }: EndpointSettings,
): Promise<SavedEndpoint> {
  const secret = newSecret();
  const row = await tx
    .insertInto('webhook_endpoint')
    .values({
      billing_account_id: billingAccountId,
      webhook_endpoint_id: newId(),
      name,
      url,
      description,
      event_types: [...eventTypes],
      secret: secrets.seal(secret),
      is_enabled: isEnabled,
      disabled_reason: isEnabled ? null : 'user',
      created_by: actor.userId,
      created_by_name: actor.name,
      created_at: clock(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { row, secret };
}

async function update(
  tx: Tx,
  current: WebhookEndpointRow,
  { url, description, eventTypes, isEnabled }: EndpointSettings,
  now: Date,
): Promise<WebhookEndpointRow> {
  const isOtherReceiver = url !== current.url || isEnabled !== current.is_enabled;
  if (isOtherReceiver) await endWaiting(tx, current, now);
  return tx
    .updateTable('webhook_endpoint')
    .set((column) => ({
      url,
      description,
      event_types: [...eventTypes],
      is_enabled: isEnabled,
      disabled_reason: isEnabled ? null : (current.disabled_reason ?? 'user'),
      ...(isOtherReceiver ? { failing_since: null } : {}),
      row_version: column('row_version', '+', 1n),
    }))
    .where('billing_account_id', '=', current.billing_account_id)
    .where('webhook_endpoint_id', '=', current.webhook_endpoint_id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
