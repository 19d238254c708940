import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '@betalt/contract/portal/session.ts';
import { formatPosition, type OutboxEvent } from '../../app/events/outbox.ts';
import { covers, type ReadableProfiles } from '../../app/search/readable-profiles.ts';
import { accountName } from '../../identity/account-name.ts';

/** One browser that listens: writes what it may see, and is let go when it does not keep up. */
export interface LiveClient {
  tell(events: readonly OutboxEvent[]): void;
  /** From now on this is what it may see. */
  see(readable: ReadableProfiles): void;
  beat(): void;
  end(): void;
}

// A client that has not taken this much is gone or asleep; it comes back with Last-Event-ID.
const MOST_BUFFERED_BYTES = 256 * 1024;
const RECONNECT_AFTER_MS = 1_000;

export function liveClient(stream: ServerResponse, allowed: ReadableProfiles): LiveClient {
  let readable = allowed;
  stream.write(`retry: ${RECONNECT_AFTER_MS}\n\n`);

  function write(text: string): void {
    if (stream.destroyed || stream.writableEnded) return;
    if (stream.writableLength > MOST_BUFFERED_BYTES) stream.destroy();
    else stream.write(text);
  }

  return {
    tell: (events) => {
      const visible = events.filter((event) => covers(readable, event));
      if (visible.length > 0) write(visible.map(presentMessage).join(''));
    },
    see: (now) => {
      readable = now;
    },
    // A comment: keeps proxies from closing the connection, and finds out that the other end is gone.
    beat: () => write(':\n\n'),
    end: () => void stream.end(),
  };
}

function presentMessage(event: OutboxEvent): string {
  return `id: ${formatPosition(event.position)}\ndata: ${JSON.stringify(presentEvent(event))}\n\n`;
}

function presentEvent({ type, invoiceNames, paymentName, ...account }: OutboxEvent): LiveEvent {
  return {
    type,
    billingAccountName: accountName(account),
    invoiceNames: [...invoiceNames],
    ...(paymentName === undefined ? {} : { paymentName }),
  };
}
