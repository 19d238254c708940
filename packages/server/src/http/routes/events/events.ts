import { EventPage } from '@betalt/contract/events/event.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { EVENT_TYPES, type EventType, isEventType } from '@betalt/core/events/event-types.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { openOutbox } from '../../../app/events/outbox.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { outboxReader } from '../../live/outbox-reader.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { AccountParams } from '../list-query.ts';
import { type FeedPlace, OLDEST, readCursor, writeCursor } from './event-cursor.ts';
import { streamEvents } from './event-stream.ts';
import { type FeedAsked, type FeedReader, type FeedReading, feedReader } from './feed.ts';
import { newsOf } from './news.ts';
import { places } from './places.ts';

const MOST_WAIT_SECONDS = 30;
const BUSY = [{ retryAfterSeconds: 10 }, { headers: { 'retry-after': '10' } }] as const;

const EventsQuery = Type.Object({
  'api-version': Type.Optional(Type.String()),
  cursor: Type.Optional(
    Type.String({
      maxLength: 300,
      description: 'From an earlier answer; now: only what comes; without it: from the oldest kept',
    }),
  ),
  types: Type.Optional(Type.String({ maxLength: 1000, description: 'Types, by commas; without it: all' })),
  wait: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MOST_WAIT_SECONDS,
      description: 'Seconds to wait for an event when there is none',
    }),
  ),
  top: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Events in an answer; 100 unless said' })),
});

/**
 * `GET BA/events` (own version): what webhooks tell, for who would rather ask. By page and cursor, by long poll (`wait`), or as
 * server-sent events (`Accept: text/event-stream`).
 */
export function registerEvents(app: App, wiring: Wiring): void {
  const outbox = openOutbox(wiring.database.pool);
  const reader = outboxReader({ outbox, signal: wiring.outboxSignal, log: wiring.log });
  const waiting = places();
  const closing = new AbortController();
  app.addHook('preClose', async () => {
    reader.close();
    closing.abort();
  });
  app.get(
    '/billingAccounts/:billingAccountName/events',
    {
      schema: {
        operationId: 'Events_List',
        summary: 'Events of the account, by cursor, long poll or server-sent events',
        tags: ['Events'],
        params: AccountParams,
        querystring: EventsQuery,
        response: { 200: EventPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const asked = await readAsked(wiring, request, request.query);
      if (!asked.ok) return reply.problem(asked.error);
      const { feed, from, limit } = asked.value;
      const waitMs = (request.query.wait ?? 0) * 1_000;
      const isStream = wantsStream(request);
      if (!isStream && waitMs === 0) return presentReading(await feed.read(from, limit), wiring.clock());
      const leave = waiting.take(request.principal.userId);
      if (leave === null) return reply.problem(problem('ServiceUnavailable', ...BUSY));
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, closing.signal]);
      try {
        if (isStream) {
          await streamEvents(wiring, reader, { request, reply, asked: asked.value, signal });
          return reply;
        }
        const { billingAccountId } = request.account;
        const reading = await readOrWait(feed, from, limit, () => newsOf(reader, billingAccountId, { waitMs, signal }));
        return presentReading(reading, wiring.clock());
      } finally {
        leave();
      }
    },
  );
}

/** Reads; and where there is nothing, and the caller would wait, once more for each piece of news until the time is up. */
async function readOrWait(
  feed: FeedReader,
  from: FeedPlace,
  limit: number,
  openNews: () => ReturnType<typeof newsOf>,
): Promise<FeedReading> {
  const first = await feed.read(from, limit);
  if (first.events.length > 0 || first.hasMore) return first;
  const news = await openNews();
  try {
    // What was committed between the first reading and the listening is found by another one.
    for (let reading = await feed.read(first.next, limit); ; reading = await feed.read(reading.next, limit)) {
      if (reading.events.length > 0 || reading.hasMore || !(await news.next())) return reading;
    }
  } finally {
    news.close();
  }
}

async function readAsked(
  wiring: Wiring,
  request: FastifyRequest,
  { cursor, types, top = 100 }: Static<typeof EventsQuery>,
): Promise<Result<FeedAsked, Problem>> {
  const named = types === undefined ? undefined : [...new Set(types.split(',').map((each) => each.trim()))];
  const unknown = named?.find((type) => !isEventType(type));
  if (unknown !== undefined) {
    const known = Object.keys(EVENT_TYPES).join(', ');
    return err(problem('UnknownEventType', { type: unknown, known }, { target: 'types' }));
  }
  const feed = feedReader(wiring, request, named as EventType[] | undefined);
  // EventSource comes back with the id of the last event that it has seen.
  const lastEventId = request.headers['last-event-id'];
  const place = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : cursor;
  if (place === undefined) return ok({ feed, from: OLDEST, limit: top });
  if (place === 'now') return ok({ feed, from: await endOf(wiring), limit: top });
  const from = readCursor(place, wiring.clock());
  return typeof from === 'string' ? err(problem(from, {}, { target: 'cursor' })) : ok({ feed, from, limit: top });
}

async function endOf({ database }: Wiring): Promise<FeedPlace> {
  return { ...(await openOutbox(database.pool).end()), part: 0 };
}

function wantsStream({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').split(',').some((each) => each.trim().toLowerCase().startsWith('text/event-stream'));
}

function presentReading({ events, next, hasMore }: FeedReading, now: Date) {
  return { value: events.map(({ event }) => event), cursor: writeCursor(next, now), hasMore } as Static<
    typeof EventPage
  >;
}
