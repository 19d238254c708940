import { EVENTS_KEPT_MS } from '../../../app/events/forget-events.ts';

/** A place in an account's feed: how many events of the outbox row at `(xid, eventId)` have been read. */
export interface FeedPlace {
  readonly xid: string;
  readonly eventId: string;
  readonly part: number;
}

const NO_EVENT = '00000000-0000-0000-0000-000000000000';

/** Before the oldest event that is kept. */
export const OLDEST: FeedPlace = { xid: '0', eventId: NO_EVENT, part: 0 };

/** Before whatever a transaction from this one on writes. */
export function placeBefore(xid: string): FeedPlace {
  return { xid, eventId: NO_EVENT, part: 0 };
}

/** Opaque to clients. Carries when it was made: what it had not seen then may be forgotten when events of that age are. */
export function writeCursor({ xid, eventId, part }: FeedPlace, now: Date): string {
  return Buffer.from(JSON.stringify([xid, eventId, part, now.getTime()])).toString('base64url');
}

export function readCursor(text: string, now: Date): FeedPlace | 'InvalidEventCursor' | 'EventCursorExpired' {
  const parts = parse(text);
  if (!Array.isArray(parts) || parts.length !== 4) return 'InvalidEventCursor';
  const [xid, eventId, part, madeAtMs] = parts as unknown[];
  if (typeof xid !== 'string' || !/^\d{1,19}$/.test(xid)) return 'InvalidEventCursor';
  if (typeof eventId !== 'string' || !UUID.test(eventId)) return 'InvalidEventCursor';
  if (!isCount(part) || !isCount(madeAtMs)) return 'InvalidEventCursor';
  return now.getTime() - madeAtMs > EVENTS_KEPT_MS ? 'EventCursorExpired' : { xid, eventId, part };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
