import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wiring } from '../../../app/wired.ts';
import type { OutboxReader } from '../../live/outbox-reader.ts';
import { writeCursor } from './event-cursor.ts';
import type { FeedAsked, FeedReading } from './feed.ts';
import { type News, newsOf } from './news.ts';

const BEAT_MS = 20_000;
// A stream ends after this, and its client comes back with its place: a role that was taken away is gone by then.
const LIFETIME_MS = 60_000;
// A client that has not taken this much is gone or asleep.
const MOST_BUFFERED_BYTES = 256 * 1024;
const RECONNECT_AFTER_MS = 1_000;

export interface Streaming {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly asked: FeedAsked;
  /** Aborted when the client has gone, or the server closes. */
  readonly signal: AbortSignal;
}

/** Server-sent events of the feed: each message has the cursor after it as its id, so that `Last-Event-ID` goes on from there. */
export async function streamEvents(wiring: Wiring, reader: OutboxReader, streaming: Streaming): Promise<void> {
  const { request, reply, asked, signal } = streaming;
  const { billingAccountId } = request.account;
  const news = await newsOf(reader, billingAccountId, { waitMs: LIFETIME_MS, signal });
  const beat = setInterval(() => void (reply.raw.headersSent && reply.raw.write(':\n\n')), BEAT_MS);
  try {
    // Whatever can fail comes before the answer begins.
    const first = await asked.feed.read(asked.from, asked.limit);
    begin(reply);
    await writeOn(wiring, streaming, first, news);
  } catch (error) {
    if (!reply.raw.headersSent) throw error;
    // Nothing can be said any more: the client comes back and goes on from its place.
    request.log.warn({ err: error }, 'an event stream broke off');
  } finally {
    clearInterval(beat);
    news.close();
    if (reply.raw.headersSent) reply.raw.end();
  }
}

function begin(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  reply.raw.write(`retry: ${RECONNECT_AFTER_MS}\n\n`);
}

async function writeOn(
  { clock }: Wiring,
  { reply, asked: { feed, limit } }: Streaming,
  first: FeedReading,
  news: News,
): Promise<void> {
  for (let reading = first; ; reading = await feed.read(reading.next, limit)) {
    reply.raw.write(presentMessages(reading, clock()));
    if (reply.raw.writableLength > MOST_BUFFERED_BYTES) return;
    if (!reading.hasMore && !(await news.next())) return;
  }
}

function presentMessages({ events }: FeedReading, now: Date): string {
  return events
    .map(
      ({ event, after }) => `id: ${writeCursor(after, now)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    .join('');
}
