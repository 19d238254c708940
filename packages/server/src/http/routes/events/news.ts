import type { OutboxEvent } from '../../../app/events/outbox.ts';
import type { OutboxReader } from '../../live/outbox-reader.ts';

/** Tells that an account's outbox has something new; what, the feed says. */
export interface News {
  /** Resolves with true when there is news since it was asked last; with false when the time is up, or the caller has gone. */
  next(): Promise<boolean>;
  close(): void;
}

/** @param waitMs from now on, over all calls */
export async function newsOf(
  reader: OutboxReader,
  billingAccountId: string,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
): Promise<News> {
  let isWaiting = true;
  let arrived = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<false>();
  const end = (): void => ended.resolve(false);
  const listener = (events: readonly OutboxEvent[]): void => {
    if (events.some((event) => event.billingAccountId === billingAccountId)) arrived.resolve();
  };
  const timer = setTimeout(end, waitMs);
  signal.addEventListener('abort', end, { once: true });
  await reader.subscribe(listener);
  return {
    next: async () => {
      if (signal.aborted || !isWaiting) return false;
      isWaiting = await Promise.race([arrived.promise.then(() => true), ended.promise]);
      arrived = Promise.withResolvers();
      return isWaiting;
    },
    close: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      reader.unsubscribe(listener);
    },
  };
}
