import { profilesWhere } from '@betalt/core/access/may.ts';
import { EVENT_TYPES, type EventType, sourcesOf } from '@betalt/core/events/event-types.ts';
import type { FastifyRequest } from 'fastify';
import { type PublishedEvent, publishedEvents } from '../../../app/events/published-event.ts';
import type { Wiring } from '../../../app/wired.ts';
import { type FeedRow, readFeed } from '../../../db/queries/event-feed.ts';
import { type FeedPlace, placeBefore } from './event-cursor.ts';

export interface FeedReading {
  /** Each with the place right after it. */
  readonly events: readonly { readonly event: PublishedEvent; readonly after: FeedPlace }[];
  /** Where the next reading goes on, past what is not for this reader too. */
  readonly next: FeedPlace;
  readonly hasMore: boolean;
}

export interface FeedReader {
  read(from: FeedPlace, limit: number): Promise<FeedReading>;
}

/** What a request wants of the feed. */
export interface FeedAsked {
  readonly feed: FeedReader;
  readonly from: FeedPlace;
  readonly limit: number;
}

const ALL_TYPES = Object.keys(EVENT_TYPES) as EventType[];

/**
 * Reads the events of the request's account that its caller may see, each once and in the order of commits.
 *
 * @param types which to read; undefined: all
 */
export function feedReader(
  { database, clock }: Wiring,
  { account, actor }: Pick<FastifyRequest, 'account' | 'actor'>,
  types: readonly EventType[] = ALL_TYPES,
): FeedReader {
  const profiles = profilesWhere(actor, 'invoice.read');
  return {
    read: async (from, limit) => {
      const ask = { from, types: sourcesOf(types), profiles, limit: limit + 1 };
      const { rows, endXid } = await readFeed(database.pool, account.billingAccountId, ask);
      const published = await publishedEvents(database.pool, account, rows.map(toOutboxRow), clock());
      const found = rows.flatMap((row, index) => partsOf(row, published[index] ?? [], from));
      const wanted = found.filter(({ event }) => types.includes(event.type));
      // A full slice says nothing about what lies behind it.
      const isLast = rows.length <= limit && wanted.length <= limit;
      const events = wanted.slice(0, limit);
      const lastRead = wanted.length > limit ? events.at(-1)?.after : afterRow(rows.at(-1), published.at(-1));
      return { events, next: isLast ? placeBefore(endXid) : (lastRead ?? from), hasMore: !isLast };
    },
  };
}

function toOutboxRow({ event_id, type, facts, created_at }: FeedRow) {
  return { eventId: event_id, type, facts, createdAt: created_at };
}

/** The events of a row, without those that had been read at `from`. */
function partsOf({ xid, event_id: eventId }: FeedRow, published: readonly PublishedEvent[], from: FeedPlace) {
  const isBegun = xid === from.xid && eventId === from.eventId;
  return published
    .map((event, index) => ({ event, after: { xid, eventId, part: index + 1 } }))
    .slice(isBegun ? from.part : 0);
}

function afterRow(row: FeedRow | undefined, published: readonly PublishedEvent[] = []): FeedPlace | undefined {
  return row === undefined ? undefined : { xid: row.xid, eventId: row.event_id, part: published.length };
}
