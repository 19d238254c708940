import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import type { WebhookDeliveryRow, WebhookEndpointRow } from '../../db/queries/webhooks.ts';

/** What an endpoint is to be sent: the bytes, under the id that they are known by. */
export interface QueuedMessage {
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
}

type EndpointKey = Pick<WebhookEndpointRow, 'billing_account_id' | 'webhook_endpoint_id'>;

/**
 * Writes the deliveries of messages to one endpoint, numbered on in their order, without those that it has already. The endpoint's
 * row is locked, so that numbers have neither gaps nor twins.
 */
export async function queueDeliveries(
  tx: Tx,
  endpoint: EndpointKey,
  messages: readonly QueuedMessage[],
  now: Date,
): Promise<WebhookDeliveryRow[]> {
  const key = { billing_account_id: endpoint.billing_account_id, webhook_endpoint_id: endpoint.webhook_endpoint_id };
  const locked = await lockEndpoint(tx, key);
  if (locked === undefined) return [];
  const known = await knownEvents(tx, key, messages);
  const fresh = messages.filter(({ eventId }) => !known.has(eventId));
  if (fresh.length === 0) return [];
  await tx
    .updateTable('webhook_endpoint')
    .set({ last_sequence: locked.last_sequence + BigInt(fresh.length) })
    .where('billing_account_id', '=', key.billing_account_id)
    .where('webhook_endpoint_id', '=', key.webhook_endpoint_id)
    .execute();
  const rows = fresh.map(({ eventId, type, body }, index) => ({
    ...key,
    webhook_delivery_id: newId(),
    sequence: locked.last_sequence + BigInt(index + 1),
    event_id: eventId,
    type,
    body,
    state: 'pending',
    next_try_at: now,
    created_at: now,
  }));
  return tx.insertInto('webhook_delivery').values(rows).returningAll().execute();
}

/**
 * Lets an endpoint be tried at once, by somebody's wish, instead of when its next try is due. What waits is due together, or what is
 * behind would overtake what failed.
 */
export async function endWaiting(tx: Tx, endpoint: EndpointKey, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_endpoint')
    .set({ waits_until: null })
    .where('billing_account_id', '=', endpoint.billing_account_id)
    .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
    .execute();
  await tx
    .updateTable('webhook_delivery')
    .set({ next_try_at: now })
    .where('billing_account_id', '=', endpoint.billing_account_id)
    .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
    .where('next_try_at', '>', now)
    .execute();
  await askToDeliver(tx);
}

/** Asks the worker to send, with the commit. */
export async function askToDeliver(db: Database): Promise<void> {
  await sql`select graphile_worker.add_job('deliver_webhooks', job_key := 'deliver_webhooks')`.execute(db);
}

async function lockEndpoint(tx: Tx, key: EndpointKey): Promise<{ last_sequence: bigint } | undefined> {
  return tx
    .selectFrom('webhook_endpoint')
    .select('last_sequence')
    .where('billing_account_id', '=', key.billing_account_id)
    .where('webhook_endpoint_id', '=', key.webhook_endpoint_id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

async function knownEvents(tx: Tx, key: EndpointKey, messages: readonly QueuedMessage[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('webhook_delivery')
    .select('event_id')
    .where('billing_account_id', '=', key.billing_account_id)
    .where('webhook_endpoint_id', '=', key.webhook_endpoint_id)
    .where(
      'event_id',
      'in',
      messages.map(({ eventId }) => eventId),
    )
    .execute();
  return new Set(rows.map(({ event_id }) => event_id));
}
