import type { Actor } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { previousSecrets } from '../../db/queries/webhooks.ts';
import {
  type EndpointRejection,
  type EndpointTarget,
  type WebhookDependencies,
  writeEndpoint,
} from './endpoint-write.ts';
import type { SavedEndpoint } from './save-webhook-endpoint.ts';
import { newSecret } from './secrets.ts';

/** For so long a receiver may still check with the secret before. */
export const PREVIOUS_SECRET_MS = 24 * 3_600_000;
// Each adds a signature to every message.
const MOST_PREVIOUS = 4;

/** Removes an endpoint with its log; what waits for it is not sent. */
export async function removeWebhookEndpoint(
  dependencies: WebhookDependencies,
  actor: Actor,
  target: EndpointTarget,
): Promise<Result<void, EndpointRejection>> {
  return writeEndpoint<void, never>(dependencies, actor, target, 'webhookEndpoint.remove', async (tx, current) => {
    if (current === undefined) return err({ code: 'WebhookEndpointNotFound' });
    for (const table of ['webhook_delivery', 'webhook_endpoint'] as const) {
      await tx
        .deleteFrom(table)
        .where('billing_account_id', '=', current.billing_account_id)
        .where('webhook_endpoint_id', '=', current.webhook_endpoint_id)
        .execute();
    }
    return ok(undefined);
  });
}

/** A new secret, told once. For a day messages carry signatures of both, so that the receiver can change over in between. */
export async function rotateWebhookSecret(
  dependencies: WebhookDependencies,
  actor: Actor,
  target: EndpointTarget,
): Promise<Result<SavedEndpoint, EndpointRejection>> {
  const { secrets, clock } = dependencies;
  return writeEndpoint<SavedEndpoint, never>(
    dependencies,
    actor,
    target,
    'webhookEndpoint.rotateSecret',
    async (tx, current) => {
      if (current === undefined) return err({ code: 'WebhookEndpointNotFound' });
      const secret = newSecret();
      const now = clock();
      const until = new Date(now.getTime() + PREVIOUS_SECRET_MS).toISOString();
      const replaced = { sealed: current.secret.toString('base64'), until };
      const row = await tx
        .updateTable('webhook_endpoint')
        .set((column) => ({
          secret: secrets.seal(secret),
          previous_secrets: JSON.stringify([replaced, ...previousSecrets(current, now)].slice(0, MOST_PREVIOUS)),
          row_version: column('row_version', '+', 1n),
        }))
        .where('billing_account_id', '=', current.billing_account_id)
        .where('webhook_endpoint_id', '=', current.webhook_endpoint_id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return ok({ row, secret });
    },
  );
}
