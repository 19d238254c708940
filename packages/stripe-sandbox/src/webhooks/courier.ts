import { report } from '../report.ts';
import type { Clock } from '../store/clock.ts';
import type { Row, Store } from '../store/store.ts';
import { bentSignature, signatureHeader } from './signature.ts';

/** Waits before each retry; after the last one the delivery is given up and stays in the log. */
const RETRY_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 300_000, 300_000, 300_000];
const SEND_TIMEOUT_MS = 10_000;
const AT_ONCE = 8;

/** Sends queued webhooks, oldest due first, retrying with back-off. What is queued is in the store, so a restart goes on. */
export class Courier {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #underway = new Map<number, Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Starts whatever is due now; cheap, called after every answer and by the clock. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    try {
      for (const row of this.#due()) this.#start(row);
    } catch (error) {
      report(error);
    }
  }

  /** Stops sending; what was underway is left waiting in the store. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underway.values());
  }

  #due(): Row[] {
    const free = AT_ONCE - this.#underway.size;
    if (free <= 0) return [];
    const rows = this.#store.all(
      `select deliveries.*, objects.body as payload from deliveries join objects on objects.id = event_id
       where state = 'waiting' and due_at <= ? order by due_at, deliveries.id limit ?`,
      this.#clock.nowMs(),
      AT_ONCE + free,
    );
    return rows.filter((row) => !this.#underway.has(Number(row['id']))).slice(0, free);
  }

  #start(row: Row): void {
    const id = Number(row['id']);
    const sending = this.#send(row)
      .catch(report)
      .finally(() => {
        this.#underway.delete(id);
        this.wake();
      });
    this.#underway.set(id, sending);
  }

  async #send(row: Row): Promise<void> {
    const payload = String(row['payload']);
    const attempts = Number(row['attempts']) + 1;
    const bent = row['bent'];
    const secret = String(row['secret']);
    const signature =
      bent === null || bent === undefined
        ? signatureHeader(payload, secret, Math.floor(Date.now() / 1000))
        : bentSignature(bent === 'stale' ? 'stale' : 'forged', payload, secret);
    const answer = await this.#post(String(row['url']), payload, signature);
    if (this.#stopping.signal.aborted) return;
    const delivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
    // What should be refused is tried once: a second try would only be refused again.
    const wait = bent ? undefined : RETRY_AFTER_MS[attempts - 1];
    const state = delivered ? 'delivered' : wait === undefined ? 'given_up' : 'waiting';
    this.#store.run(
      `update deliveries set state = ?, attempts = ?, last_status = ?, last_error = ?, due_at = ?,
         settled_at = case when ? = 'waiting' then null else ? end where id = ?`,
      state,
      attempts,
      answer.status,
      answer.error,
      this.#clock.nowMs() + (wait ?? 0),
      state,
      this.#clock.nowMs(),
      Number(row['id']),
    );
  }

  async #post(
    url: string,
    payload: string,
    signature: string,
  ): Promise<{ status: number | null; error: string | null }> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(SEND_TIMEOUT_MS)]);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signature,
      'user-agent': 'stripe-sandbox/1.0',
    };
    try {
      const response = await fetch(url, { method: 'POST', body: payload, headers, signal, redirect: 'manual' });
      await response.body?.cancel();
      return { status: response.status, error: null };
    } catch (error) {
      // A receiver that cannot be reached is an outcome, kept in the log and retried.
      return { status: null, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
  }
}
