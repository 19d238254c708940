import type { EventType } from '@betalt/core/events/event-types.ts';
import { ok } from '@betalt/core/shared/result.ts';
import type pg from 'pg';
import { type Database, inTransaction } from '../../db/database.ts';
import { listWebhookEndpoints, type WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import { accountName } from '../../identity/account-name.ts';
import type { OutboxEvent } from '../events/outbox.ts';
import { readOutbox } from '../events/outbox-readers.ts';
import { type PublishedEvent, publishedEvents } from '../events/published-event.ts';
import { askToDeliver, queueDeliveries } from './queue-deliveries.ts';

export interface FanOutDependencies {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly clock: () => Date;
}

/**
 * Writes a delivery for each event and endpoint that wants it, in the order of commits. Read again after a crash, what was written is
 * known by the event's id.
 *
 * @returns how many outbox rows were read; 500 mean that there may be more
 */
export async function fanOutEvents(dependencies: FanOutDependencies): Promise<number> {
  return readOutbox(dependencies.pool, 'webhooks', async (events) => {
    const byAccount = Map.groupBy(events, ({ billingAccountId }) => billingAccountId);
    // A transaction changes one account (docs/domain/tenancy.md).
    for (const ofAccount of byAccount.values()) await fanOutAccount(dependencies, ofAccount);
  });
}

async function fanOutAccount({ db, pool, clock }: FanOutDependencies, events: readonly OutboxEvent[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const { billingAccountId } = first;
  const endpoints = (await listWebhookEndpoints(db, billingAccountId)).filter(({ is_enabled }) => is_enabled);
  if (endpoints.length === 0) return;
  const now = clock();
  const account = {
    billingAccountId,
    name: accountName(first),
    timeZone: await timeZoneOf(db, billingAccountId),
  };
  const rows = events.map(({ position, ...row }) => ({ ...row, eventId: position.eventId }));
  const published = (await publishedEvents(pool, account, rows, now)).flat();
  await inTransaction<void, never>(db, async (tx) => {
    let queued = 0;
    for (const endpoint of endpoints) {
      const wanted = published.filter((event) => wants(endpoint, event));
      if (wanted.length > 0) queued += (await queueDeliveries(tx, endpoint, wanted.map(toMessage), now)).length;
    }
    if (queued > 0) await askToDeliver(tx);
    return ok(undefined);
  });
}

/** Nothing from before its time: a new endpoint begins with what happens next. */
function wants({ event_types, created_at }: WebhookEndpointRow, { type, timestamp }: PublishedEvent): boolean {
  if (Date.parse(timestamp) < created_at.getTime()) return false;
  return event_types.length === 0 || (event_types as EventType[]).includes(type);
}

function toMessage(event: PublishedEvent) {
  return { eventId: event.id, type: event.type, body: JSON.stringify(event) };
}

async function timeZoneOf(db: Database, billingAccountId: string): Promise<string> {
  const { time_zone } = await db
    .selectFrom('billing_account')
    .select('time_zone')
    .where('billing_account_id', '=', billingAccountId)
    .executeTakeFirstOrThrow();
  return time_zone;
}
