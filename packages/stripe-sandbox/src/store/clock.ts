import type { Store } from './store.ts';

/**
 * The sandbox's time, which tests may put forward: what waits falls due, keys grow old. The offset is kept in the store, so that
 * a restart does not turn time back. Signatures of webhooks use the true time, because receivers compare it with theirs.
 */
export class Clock {
  readonly #store: Store;
  #offsetMs: number;

  constructor(store: Store) {
    this.#store = store;
    this.#offsetMs = Number(store.one('select offset_ms from clock')?.['offset_ms'] ?? 0);
  }

  nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(seconds: number): void {
    this.#offsetMs += seconds * 1_000;
    this.#store.run('insert or replace into clock (id, offset_ms) values (1, ?)', this.#offsetMs);
  }
}
