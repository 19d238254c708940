import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

const DAY_MS = 24 * 3_600_000;
/** A cursor of the feed is good for so long (http/routes/events). */
export const EVENTS_KEPT_MS = 30 * DAY_MS;
const GATEWAY_EVENTS_KEPT_MS = 90 * DAY_MS;
const DELIVERIES_KEPT_MS = 30 * DAY_MS;
// An event may become visible some time after the instant that it bears.
const SLACK_MS = DAY_MS;
const BATCH = 5_000;

export interface ForgottenEvents {
  readonly outbox: number;
  readonly gateway: number;
  readonly deliveries: number;
}

/**
 * Nightly, over all accounts: forgets events that everybody has had time to read. What a reader of the outbox (mail, webhooks) has
 * not passed stays, however old, and so do gateway events that are not worked off and deliveries that are not sent.
 */
export async function forgetEvents(db: Database, now: Date): Promise<ForgottenEvents> {
  const before = (keptMs: number) => new Date(now.getTime() - keptMs);
  const outbox = sql`delete from outbox_event o using (
      select e.billing_account_id, e.event_id from outbox_event e where e.created_at < ${before(EVENTS_KEPT_MS + SLACK_MS)}
        and not exists (select 1 from outbox_reader r where (r.xid, r.event_id) < (e.xid, e.event_id))
      limit ${BATCH}) old
    where o.billing_account_id = old.billing_account_id and o.event_id = old.event_id`;
  const gateway = sql`delete from gateway_event g using (
      select gateway, event_id from gateway_event where processed_at < ${before(GATEWAY_EVENTS_KEPT_MS)} limit ${BATCH}) old
    where g.gateway = old.gateway and g.event_id = old.event_id`;
  const deliveries = sql`delete from webhook_delivery d using (
      select billing_account_id, webhook_delivery_id from webhook_delivery
      where created_at < ${before(DELIVERIES_KEPT_MS)} and state <> 'pending' limit ${BATCH}) old
    where d.billing_account_id = old.billing_account_id and d.webhook_delivery_id = old.webhook_delivery_id`;
  return {
    outbox: await deleteAll(db, outbox),
    gateway: await deleteAll(db, gateway),
    deliveries: await deleteAll(db, deliveries),
  };
}

/** In portions, so that no statement holds many locks for long. */
async function deleteAll(db: Database, statement: ReturnType<typeof sql>): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { numAffectedRows } = await statement.execute(db);
    deleted += Number(numAffectedRows ?? 0n);
    if (Number(numAffectedRows ?? 0n) < BATCH) return deleted;
  }
}
