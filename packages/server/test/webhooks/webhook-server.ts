import { setTimeout as sleep } from 'node:timers/promises';
import type { LightMyRequestResponse } from 'fastify';
import { webhookDeliveries } from '../../src/app/webhooks/deliver-webhooks.ts';
import { fanOutEvents } from '../../src/app/webhooks/fan-out-events.ts';
import { secretBox } from '../../src/app/webhooks/secrets.ts';
import { newId } from '../../src/db/new-id.ts';
import { webhookSender } from '../../src/webhooks/webhook-sender.ts';
import { OWN, type PayingServer, payingServer } from '../support/paying.ts';
import { bearer, type TestAccount, type TestPerson } from '../support/people.ts';
import type { Receiver } from './receiver.ts';

export interface WebhookServer extends PayingServer {
  /** Makes an endpoint and answers its secret. */
  endpoint(name: string, receiver: Pick<Receiver, 'url'>, properties?: Record<string, unknown>): Promise<string>;
  call(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, options?: CallOptions): Promise<LightMyRequestResponse>;
  /** What the two jobs do, once each, by the clock of the test. */
  work(): Promise<Date | null>;
  /** Only the second of them. */
  send(): Promise<Date | null>;
  /** Of the work: what the worker takes for now. */
  clock(): Date;
  /** Moves that clock on. */
  pass(seconds: number): void;
  /** Of an endpoint, newest first. */
  deliveriesOf(name: string): Promise<ShownDelivery[]>;
  lastDelivery(name: string): Promise<ShownDelivery>;
  /** Removes all endpoints: each test has its own. */
  forgetEndpoints(): Promise<void>;
  publish(type: string, facts?: Record<string, unknown>, account?: TestAccount): Promise<string>;
}

export interface ShownDelivery {
  readonly name: string;
  readonly properties: {
    readonly state: string;
    readonly lastTry: { readonly status?: number; readonly error?: string; readonly response: string };
  };
}

export interface CallOptions {
  readonly as?: TestPerson;
  readonly headers?: Record<string, string>;
  readonly payload?: Record<string, unknown>;
}

/** A server with webhooks, whose worker the test plays itself. */
export async function webhookServer({ timeoutMs = 10_000 } = {}): Promise<WebhookServer> {
  const server = await payingServer();
  const { wiring, base, owner, account } = server;
  const { db, pool } = wiring.database;
  let aheadMs = 0;
  const clock = () => new Date(Date.now() + aheadMs);
  const deliveries = webhookDeliveries({
    db,
    clock,
    secrets: secretBox(wiring.sessionSecret),
    send: webhookSender({ allowsPrivate: true, timeoutMs }),
  });
  const call: WebhookServer['call'] = (method, path, { as = owner, headers = {}, payload } = {}) =>
    server.app.inject({
      method,
      url: `${base}${path}${path.includes('?') ? '&' : '?'}${OWN}`,
      headers: { ...bearer(as), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  const deliveriesOf = async (name: string): Promise<ShownDelivery[]> =>
    (await call('GET', `/webhookEndpoints/${name}/deliveries`)).json().value;
  const work = async (): Promise<Date | null> => {
    // Transactions of other databases of the cluster hold the outbox back too, for as long as they are open.
    for (await fanOutEvents({ db, pool, clock }); await isBehind(pool); await sleep(5))
      await fanOutEvents({ db, pool, clock });
    return deliveries.run();
  };
  return {
    ...server,
    call,
    clock,
    work,
    deliveriesOf,
    lastDelivery: async (name) => {
      const [last] = await deliveriesOf(name);
      if (last === undefined) throw new Error(`nothing was sent to ${name}`);
      return last;
    },
    forgetEndpoints: async () => {
      for (const { name } of (await call('GET', '/webhookEndpoints')).json().value)
        await call('DELETE', `/webhookEndpoints/${name}`);
      await work();
    },
    endpoint: async (name, { url }, properties = {}) => {
      const made = await call('PUT', `/webhookEndpoints/${name}`, { payload: { properties: { url, ...properties } } });
      if (made.statusCode !== 201) throw new Error(made.body);
      return made.json().properties.secret;
    },
    send: () => deliveries.run(),
    pass: (seconds) => {
      aheadMs += seconds * 1_000;
    },
    publish: async (type, facts = {}, { billingAccountId, billingProfileId } = account) => {
      const eventId = newId();
      const all = { invoiceNames: [], billingProfileIds: [billingProfileId], ...facts };
      const row = { billing_account_id: billingAccountId, event_id: eventId, type, created_at: clock() };
      await db
        .insertInto('outbox_event')
        .values({ ...row, facts: JSON.stringify(all) })
        .execute();
      return eventId;
    },
  };
}

async function isBehind(pool: PayingServer['database']['pool']): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from outbox_event o where not exists (
      select 1 from outbox_reader r where r.name = 'webhooks' and (r.xid, r.event_id) >= (o.xid, o.event_id)) limit 1`,
  );
  return rows.length > 0;
}
