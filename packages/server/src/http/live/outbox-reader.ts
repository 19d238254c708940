import { setTimeout as sleep } from 'node:timers/promises';
import type { Outbox, OutboxEvent, OutboxPosition } from '../../app/events/outbox.ts';
import type { OutboxSignal } from '../../app/events/outbox-signal.ts';
import type { Log } from '../../telemetry/log.ts';

/**
 * Reads the outbox for everybody who listens in this process, in the order of commits:
 *
 * | when                             | looks                                                                           |
 * | -------------------------------- | ------------------------------------------------------------------------------- |
 * | nobody listens                   | never                                                                           |
 * | somebody listens                 | every 200 ms                                                                    |
 * | this process has just committed  | at once, and twice shortly after: an older transaction may still hide the event |
 */
export interface OutboxReader {
  /** Resolves when every event from now on will be told. */
  subscribe(listener: Listener): Promise<void>;
  unsubscribe(listener: Listener): void;
  close(): void;
}

type Listener = (events: readonly OutboxEvent[]) => void;

const POLL_MS = 200;
const LOOKS_AFTER_COMMIT_MS = [0, 15, 60] as const;
// However many commits there are, looking more often than this only takes their time.
const LEAST_PAUSE_MS = 8;
const PAUSE_AFTER_FAILURE_MS = 1_000;

export interface OutboxReaderDependencies {
  readonly outbox: Outbox;
  readonly signal: OutboxSignal;
  readonly log: Log;
}

export function outboxReader({ outbox, signal, log }: OutboxReaderDependencies): OutboxReader {
  const listeners = new Set<Listener>();
  // Set while somebody listens; the loop runs exactly then.
  let position: OutboxPosition | undefined;
  let starting: Promise<void> | undefined;
  let wakeUp: () => void = () => undefined;
  const stopListening = signal.listen(() => {
    if (position === undefined) return;
    for (const afterMs of LOOKS_AFTER_COMMIT_MS) setTimeout(() => wakeUp(), afterMs).unref();
  });

  async function run(from: OutboxPosition): Promise<void> {
    position = from;
    while (listeners.size > 0) {
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      const pauseMs = await look(position);
      await sleep(LEAST_PAUSE_MS);
      await Promise.race([woken, sleep(Math.max(0, pauseMs - LEAST_PAUSE_MS))]);
    }
    position = undefined;
  }

  /** @returns how long to wait before the next look, unless somebody commits. */
  async function look(after: OutboxPosition): Promise<number> {
    try {
      const events = await outbox.after(after);
      const last = events.at(-1);
      if (last === undefined) return POLL_MS;
      position = last.position;
      for (const listener of listeners) listener(events);
      return 0;
    } catch (error) {
      log.warn({ err: error }, 'the outbox could not be read');
      return PAUSE_AFTER_FAILURE_MS;
    }
  }

  async function start(): Promise<void> {
    const end = await outbox.end();
    // A listener that left meanwhile leaves nothing to do.
    if (listeners.size > 0) void run(end);
  }

  return {
    subscribe: async (listener) => {
      listeners.add(listener);
      if (position !== undefined) return;
      starting ??= start().finally(() => {
        starting = undefined;
      });
      try {
        await starting;
      } catch (error) {
        listeners.delete(listener);
        throw error;
      }
    },
    unsubscribe: (listener) => void listeners.delete(listener),
    close: () => {
      listeners.clear();
      stopListening();
      wakeUp();
    },
  };
}
