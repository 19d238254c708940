import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { previousSecrets, type WebhookDeliveryRow, type WebhookEndpointRow } from '../../db/queries/webhooks.ts';
import type { WebhookAnswer, WebhookSender } from '../../webhooks/webhook-sender.ts';
import { outcomeOf } from './delivery-outcome.ts';
import { recordTry } from './record-try.ts';
import type { SecretBox } from './secrets.ts';
import { signedHeaders } from './sign.ts';

export interface DeliveryDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  readonly secrets: SecretBox;
  readonly send: WebhookSender;
}

/** Sends what is due, and comes back when nothing is. Asked again meanwhile it only looks once more: one at a time a process. */
export interface WebhookDeliveries {
  /**
   * @param signal ends it after the messages that are under way
   * @returns when something is due next; null: nothing waits, or whoever runs already sees to it
   */
  run(signal?: AbortSignal): Promise<Date | null>;
}

// Endpoints that are sent to at once by one process. Each has its own lane: a slow receiver delays nobody but itself.
const MOST_LANES = 16;
// Longer than the sender takes at most; a process that dies gives its endpoints back then.
const CLAIM_MS = 30_000;
// An endpoint goes back to the queue after so many, so that one with very much to hear does not keep its lane for ever.
const MOST_IN_A_ROW = 100;

/**
 * | step   | what                                                                                                  |
 * | ------ | ----------------------------------------------------------------------------------------------------- |
 * | claim  | endpoints with something due, each by one process, `skip locked`                                      |
 * | send   | an endpoint's deliveries one after the other, in the order of their numbers, no transaction open      |
 * | record | each try by itself, so that a kill repeats at most one message                                        |
 */
export function webhookDeliveries(dependencies: DeliveryDependencies): WebhookDeliveries {
  let isRunning = false;
  let nudge = Promise.withResolvers<void>();

  async function runAll(signal: AbortSignal | undefined): Promise<void> {
    const lanes = new Set<Promise<void>>();
    const failures: unknown[] = [];
    const serveLane = (endpoint: WebhookEndpointRow): Promise<void> =>
      serve(dependencies, endpoint, signal).catch((failure: unknown) => void failures.push(failure));
    const isOver = (): boolean => failures.length > 0 || signal?.aborted === true;
    try {
      while (!isOver()) {
        nudge = Promise.withResolvers();
        for (const endpoint of await claimDue(dependencies, MOST_LANES - lanes.size)) {
          const lane: Promise<void> = serveLane(endpoint).finally(() => lanes.delete(lane));
          lanes.add(lane);
        }
        if (lanes.size === 0) break;
        await Promise.race([...lanes, nudge.promise]);
      }
    } finally {
      await Promise.all(lanes);
    }
    if (failures.length > 0) throw failures[0];
  }

  return {
    run: async (signal) => {
      if (isRunning) {
        nudge.resolve();
        return null;
      }
      isRunning = true;
      try {
        await runAll(signal);
      } finally {
        isRunning = false;
      }
      return nextDue(dependencies.db);
    },
  };
}

async function serve(
  dependencies: DeliveryDependencies,
  claimed: WebhookEndpointRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  let endpoint: WebhookEndpointRow | undefined = claimed;
  for (let sent = 0; endpoint !== undefined && sent < MOST_IN_A_ROW; sent += 1) {
    if (signal?.aborted === true) break;
    const delivery = await firstDue(dependencies, endpoint);
    if (delivery === undefined) break;
    const answer = await sendOne(dependencies, endpoint, delivery);
    const at = dependencies.clock();
    const facts = { deliveryId: delivery.webhook_delivery_id, tries: delivery.tries + 1, now: at };
    const outcome = outcomeOf(answer, { ...facts, failingSince: endpoint.failing_since });
    await recordTry(dependencies.db, { endpoint, delivery, answer, outcome, at });
    endpoint = await keepClaim(dependencies, endpoint);
  }
  await release(dependencies.db, claimed);
}

async function sendOne(
  { secrets, send, clock }: DeliveryDependencies,
  endpoint: WebhookEndpointRow,
  { event_id, body }: WebhookDeliveryRow,
): Promise<WebhookAnswer> {
  const now = clock();
  const before = previousSecrets(endpoint, now).map(({ sealed }) => Buffer.from(sealed, 'base64'));
  const sealed = [endpoint.secret, ...before];
  const opened = sealed.map((each) => secrets.open(each)).filter((each) => each !== null);
  if (opened.length === 0)
    return { durationMs: 0, error: 'the secret was kept under another BETALT_SESSION_SECRET: rotate it' };
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Betalt-Webhooks/1',
    ...signedHeaders(event_id, now, body, opened),
  };
  return send({ url: endpoint.url, headers, body });
}

/** Over all accounts: the queue of deliveries is one of the few places that may (docs/domain/tenancy.md). */
async function claimDue({ db, clock }: DeliveryDependencies, most: number): Promise<WebhookEndpointRow[]> {
  if (most <= 0) return [];
  const now = clock();
  const { rows } = await sql<WebhookEndpointRow>`
    with due as (
      select e.billing_account_id, e.webhook_endpoint_id from webhook_endpoint e
      where e.is_enabled and coalesce(e.claimed_until, '-infinity') <= ${now} and coalesce(e.waits_until, '-infinity') <= ${now}
        and exists (select 1 from webhook_delivery d where d.billing_account_id = e.billing_account_id
          and d.webhook_endpoint_id = e.webhook_endpoint_id and d.next_try_at <= ${now})
      order by e.claimed_until nulls first, e.billing_account_id, e.webhook_endpoint_id
      limit ${most} for no key update of e skip locked)
    update webhook_endpoint e set claimed_until = ${new Date(now.getTime() + CLAIM_MS)}
    from due where e.billing_account_id = due.billing_account_id and e.webhook_endpoint_id = due.webhook_endpoint_id
    returning e.*`.execute(db);
  return rows;
}

function firstDue(
  { db, clock }: DeliveryDependencies,
  endpoint: WebhookEndpointRow,
): Promise<WebhookDeliveryRow | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('billing_account_id', '=', endpoint.billing_account_id)
    .where('webhook_endpoint_id', '=', endpoint.webhook_endpoint_id)
    .where('next_try_at', '<=', clock())
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
}

/** The endpoint as it is now, claimed anew; undefined when it is not to be sent to any more: removed, switched off, or down. */
async function keepClaim(
  { db, clock }: DeliveryDependencies,
  { billing_account_id, webhook_endpoint_id }: WebhookEndpointRow,
): Promise<WebhookEndpointRow | undefined> {
  const now = clock();
  return db
    .updateTable('webhook_endpoint')
    .set({ claimed_until: new Date(now.getTime() + CLAIM_MS) })
    .where('billing_account_id', '=', billing_account_id)
    .where('webhook_endpoint_id', '=', webhook_endpoint_id)
    .where('is_enabled', '=', true)
    .where((where) => where.or([where('waits_until', 'is', null), where('waits_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
}

async function release(db: Database, { billing_account_id, webhook_endpoint_id }: WebhookEndpointRow): Promise<void> {
  await db
    .updateTable('webhook_endpoint')
    .set({ claimed_until: null })
    .where('billing_account_id', '=', billing_account_id)
    .where('webhook_endpoint_id', '=', webhook_endpoint_id)
    .execute();
}

async function nextDue(db: Database): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(greatest(d.next_try_at, e.waits_until, e.claimed_until)) as at
    from webhook_delivery d join webhook_endpoint e
      on e.billing_account_id = d.billing_account_id and e.webhook_endpoint_id = d.webhook_endpoint_id
    where d.next_try_at is not null and e.is_enabled`.execute(db);
  return rows[0]?.at ?? null;
}
