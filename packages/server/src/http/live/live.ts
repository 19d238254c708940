import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  isAfter,
  type Outbox,
  type OutboxEvent,
  type OutboxPosition,
  openOutbox,
  parsePosition,
} from '../../app/events/outbox.ts';
import { readableProfiles } from '../../app/search/readable-profiles.ts';
import type { Wiring } from '../../app/wired.ts';
import { loadActor } from '../../identity/actor.ts';
import { readCredential } from '../../identity/credential.ts';
import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';
import { type LiveClient, liveClient } from './live-client.ts';
import { type OutboxReader, outboxReader } from './outbox-reader.ts';

const MOST_CLIENTS = 5_000;
// Every tab of every browser of one person; more is a loop that never closes what it opened.
const MOST_OF_A_PERSON = 50;
const BEAT_MS = 20_000;
// A role that was taken away, or a session that has ended, is noticed within this.
const RECHECK_MS = 60_000;

/** `GET /api/live`: server-sent events of what changes on invoices and payments that the caller may read. */
export function registerLive(app: App, wiring: Wiring): void {
  const outbox = openOutbox(wiring.database.pool);
  const reader = outboxReader({ outbox, signal: wiring.outboxSignal, log: wiring.log });
  const clients = new Map<LiveClient, string>();
  app.addHook('preClose', async () => {
    reader.close();
    for (const client of clients.keys()) client.end();
  });
  app.get(
    '/live',
    { schema: { summary: 'What changes, as server-sent events', tags: ['Portal'] } },
    async (request, reply) => {
      if (clients.size >= MOST_CLIENTS || clientsOf(clients, request.principal.userId) >= MOST_OF_A_PERSON) {
        return reply.problem(
          problem('ServiceUnavailable', { retryAfterSeconds: 10 }, { headers: { 'retry-after': '10' } }),
        );
      }
      await serve({ wiring, outbox, reader, clients }, request, reply);
    },
  );
}

interface Live {
  readonly wiring: Wiring;
  readonly outbox: Outbox;
  readonly reader: OutboxReader;
  /** By whom. */
  readonly clients: Map<LiveClient, string>;
}

function clientsOf(clients: Live['clients'], userId: string): number {
  return [...clients.values()].filter((each) => each === userId).length;
}

async function serve(live: Live, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { wiring, clients } = live;
  // Whatever can fail comes before the answer begins.
  const readable = await readableProfiles(wiring.database.db, request.principal);
  const feed = await openFeed(live, request.headers['last-event-id']);
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  const client = liveClient(reply.raw, readable);
  clients.set(client, request.principal.userId);
  feed.flowTo(client);
  const beat = setInterval(() => client.beat(), BEAT_MS);
  const recheck = setInterval(() => void recheckAccess(wiring, request, client), RECHECK_MS);
  const leave = (): void => {
    clearInterval(beat);
    clearInterval(recheck);
    feed.close();
    clients.delete(client);
  };
  // The browser may have left while the outbox was read.
  if (reply.raw.destroyed) leave();
  else reply.raw.once('close', leave);
}

interface Feed {
  flowTo(client: LiveClient): void;
  close(): void;
}

/** What was missed since `lastEventId`, then what comes, each event once. */
async function openFeed({ outbox, reader }: Live, lastEventId: string | string[] | undefined): Promise<Feed> {
  const missedSince = typeof lastEventId === 'string' ? parsePosition(lastEventId) : null;
  const waiting: OutboxEvent[] = [];
  let client: LiveClient | undefined;
  let told: OutboxPosition | undefined;
  const listener = (events: readonly OutboxEvent[]): void => {
    if (client === undefined) waiting.push(...events);
    // The reader may be behind what was read for this client alone.
    else client.tell(events.filter(({ position }) => told === undefined || isAfter(position, told)));
  };
  const close = (): void => reader.unsubscribe(listener);
  await reader.subscribe(listener);
  try {
    const missed = missedSince === null ? [] : await outbox.after(missedSince);
    return {
      close,
      flowTo: (to) => {
        told = missed.at(-1)?.position;
        client = to;
        to.tell(missed);
        listener(waiting);
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function recheckAccess(wiring: Wiring, { headers, log }: FastifyRequest, client: LiveClient): Promise<void> {
  try {
    const credential = readCredential(headers, wiring.sessionSecret);
    const loaded = credential && (await loadActor(wiring.database.pool, credential, null, wiring.clock()));
    if (!loaded) client.end();
    else client.see(await readableProfiles(wiring.database.db, loaded.principal));
  } catch (error) {
    // What cannot be checked is not shown: the browser comes back and is asked who it is.
    log.warn({ err: error }, 'access of a live client could not be checked');
    client.end();
  }
}
