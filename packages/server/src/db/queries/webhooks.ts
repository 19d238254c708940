import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { WebhookDelivery, WebhookEndpoint } from '../tables.ts';

export type WebhookEndpointRow = Selectable<WebhookEndpoint>;

/** A secret that was replaced. `sealed` is base64, `until` an ISO instant, since JSON has neither. */
export interface PreviousSecret {
  readonly sealed: string;
  readonly until: string;
}

/** Those that are still good, newest first. */
export function previousSecrets({ previous_secrets }: WebhookEndpointRow, now: Date): PreviousSecret[] {
  return (previous_secrets as unknown as PreviousSecret[]).filter(({ until }) => Date.parse(until) > now.getTime());
}

export type WebhookDeliveryRow = Selectable<WebhookDelivery>;

/** An account's endpoints, oldest first. There are few: app/webhooks/save-webhook-endpoint.ts bounds them. */
export function listWebhookEndpoints(db: Database, billingAccountId: string): Promise<WebhookEndpointRow[]> {
  return db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .orderBy('webhook_endpoint_id')
    .execute();
}

/** One endpoint by its name, whatever its case. */
export async function findWebhookEndpoint(
  db: Database,
  billingAccountId: string,
  name: string,
): Promise<WebhookEndpointRow | undefined> {
  const rows = await listWebhookEndpoints(db, billingAccountId);
  return rows.find((row) => row.name.toUpperCase() === name.toUpperCase());
}

export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** An endpoint's deliveries, newest first, from before `beforeId` on. */
export function listWebhookDeliveries(
  db: Database,
  { billing_account_id, webhook_endpoint_id }: WebhookEndpointRow,
  { limit, beforeId, state }: { limit: number; beforeId?: string | undefined; state?: DeliveryState | undefined },
): Promise<WebhookDeliveryRow[]> {
  let query = db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('billing_account_id', '=', billing_account_id)
    .where('webhook_endpoint_id', '=', webhook_endpoint_id);
  if (beforeId !== undefined) query = query.where('webhook_delivery_id', '<', beforeId);
  if (state !== undefined) query = query.where('state', '=', state);
  return query.orderBy('webhook_delivery_id', 'desc').limit(limit).execute();
}

/** One delivery of an endpoint. */
export function findWebhookDelivery(
  db: Database,
  { billing_account_id, webhook_endpoint_id }: WebhookEndpointRow,
  deliveryId: string,
): Promise<WebhookDeliveryRow | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('billing_account_id', '=', billing_account_id)
    .where('webhook_endpoint_id', '=', webhook_endpoint_id)
    .where('webhook_delivery_id', '=', deliveryId)
    .executeTakeFirst();
}
