import type { Log } from '../telemetry/log.ts';

/** What has been started, in order; it is stopped in the reverse one. */
export type Started = { readonly name: string; stop(): Promise<void> }[];

// How long running requests may take to finish; whoever supervises Betalt kills it a little later.
const FINISH_WITHIN_MS = 10_000;

/** Stops everything once, whoever asks. What cannot be stopped in time is left to the end of the process. */
export function stopper(started: Started, log: Log): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= stopAll(started, log));
}

async function stopAll(started: Started, log: Log): Promise<void> {
  for (const { name, stop } of started.toReversed()) {
    try {
      await withDeadline(stop(), name);
    } catch (error) {
      log.error({ err: error }, `${name} could not be stopped in order`);
    }
  }
}

/** Ctrl-C or SIGTERM stops in order; a second one at once. */
export function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(signal === 'SIGINT' ? 130 : 143);
      asked = true;
      say('Stopping: running requests are finished first. Ctrl-C again to stop at once.');
      void stop().then(() => process.exit(0));
    });
  }
}

async function withDeadline(work: Promise<void>, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${name} took more than ${FINISH_WITHIN_MS} ms to stop`)),
      FINISH_WITHIN_MS,
    );
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
