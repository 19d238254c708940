import { setTimeout as sleep } from 'node:timers/promises';
import { type Run, type RunOptions, startRun } from './process-run.ts';

/** How long to wait before starting again: `firstMs`, doubled each time up to `maxMs`; anew after `calmMs` of life. */
export type Backoff = { firstMs: number; maxMs: number; calmMs: number };

export type SuperviseOptions<T> = RunOptions<T> & {
  restart?: Backoff;
  /** How often the first start is tried before it is an error: a predecessor may still be leaving the port. */
  firstTries?: number;
  /** How long it may take to end after SIGTERM before it is killed. */
  graceMs?: number;
  /** Called each time it is ready, the first time included; what it announces (a port) may have changed. */
  onReady?: (announced: T) => void;
};

export type SupervisedProcess<T> = {
  /** What the running process announced last. */
  announced(): T;
  /** Undefined while it is down. */
  pid(): number | undefined;
  /** Ends it (SIGTERM, then SIGKILL after the grace) and starts it no more. May be called again. */
  stop(): Promise<void>;
};

const RESTART: Backoff = { firstMs: 200, maxMs: 10_000, calmMs: 30_000 };

/**
 * Runs a program as a process of its own for as long as this one lives: waits until it announces itself, starts it
 * again with growing pauses when it dies, ends it on `stop`, and leaves none behind (see `startRun`).
 *
 * @throws SupervisedProcessError when the first start fails as often as it may
 */
export async function superviseProcess<T>(options: SuperviseOptions<T>): Promise<SupervisedProcess<T>> {
  const supervisor = new Supervisor(options);
  await supervisor.startFirst();
  return {
    announced: () => supervisor.announced,
    pid: () => supervisor.pid,
    stop: () => supervisor.stop(),
  };
}

class Supervisor<T> {
  readonly #options: SuperviseOptions<T>;
  readonly #stopping = new AbortController();
  #run: Run<T> | undefined;
  #last: T | undefined;
  #watch: Promise<void> = Promise.resolve();

  constructor(options: SuperviseOptions<T>) {
    this.#options = options;
  }

  get announced(): T {
    if (this.#last === undefined) throw new Error('It announces itself before anybody is given the supervisor.');
    return this.#last;
  }

  get pid(): number | undefined {
    return this.#run?.pid;
  }

  async startFirst(): Promise<void> {
    const { firstTries = 3 } = this.#options;
    for (let tries = 1; this.#run === undefined; tries += 1) {
      try {
        await this.#start();
      } catch (failure) {
        if (tries >= firstTries) throw failure;
        await sleep(this.#pauseMs(tries));
      }
    }
    this.#watch = this.#keepAlive();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#run?.end(this.#graceMs);
    await this.#watch;
  }

  async #start(): Promise<void> {
    const { signal } = this.#stopping;
    const run = await startRun(this.#options, signal);
    if (signal.aborted) return run.end(this.#graceMs); // It came up while it was being stopped.
    this.#run = run;
    this.#last = run.announced;
    this.#options.onReady?.(run.announced);
  }

  async #keepAlive(): Promise<void> {
    const { calmMs } = this.#options.restart ?? RESTART;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const since = Date.now();
      const how = await this.#run?.exited;
      this.#run = undefined;
      if (this.#stopping.signal.aborted) return;
      failures = Date.now() - since > calmMs ? 1 : failures + 1;
      const pauseMs = this.#pauseMs(failures);
      if (how !== undefined)
        this.#options.log?.(`${this.#options.name} ended (${how}); starting it again in ${pauseMs} ms`);
      await this.#startAgain(pauseMs);
    }
  }

  async #startAgain(pauseMs: number): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await sleep(pauseMs, undefined, { signal });
      await this.#start();
    } catch (failure) {
      if (!signal.aborted) this.#options.log?.(failure instanceof Error ? failure.message : String(failure));
    }
  }

  get #graceMs(): number {
    return this.#options.graceMs ?? 10_000;
  }

  #pauseMs(failures: number): number {
    const { firstMs, maxMs } = this.#options.restart ?? RESTART;
    return Math.min(maxMs, firstMs * 2 ** (failures - 1));
  }
}
