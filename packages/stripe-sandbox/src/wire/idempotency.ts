import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { RequestFailure } from './failures.ts';
import type { FormObject } from './form.ts';

export interface Answer {
  readonly status: number;
  readonly body: string;
}
export interface Replay extends Answer {
  readonly originalRequest: string;
}

const MAX_KEY_LENGTH = 255;

/**
 * Idempotent requests as Stripe documents them, https://docs.stripe.com/api/idempotent_requests: the first answer, good or
 * bad, is kept with its status and given again. The row is written in the transaction of the work, so that both exist or neither.
 * Keys in flight are kept in memory: when the process dies, so do their requests.
 */
export class Idempotency {
  readonly #store: Store;
  readonly #inFlight = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The answer to give again, or undefined for a fresh key, which is then in flight until `release`. */
  claim(key: string, fingerprint: string): Replay | undefined {
    if (key.length > MAX_KEY_LENGTH) throw tooLong();
    const row = this.#store.one('select fingerprint, status, body, request_id from idempotency where key = ?', key);
    if (row !== undefined) {
      if (row['fingerprint'] !== fingerprint) throw otherParameters(key);
      return { status: Number(row['status']), body: String(row['body']), originalRequest: String(row['request_id']) };
    }
    if (this.#inFlight.has(key)) throw inUse(key);
    this.#inFlight.add(key);
    return undefined;
  }

  release(key: string): void {
    this.#inFlight.delete(key);
  }

  /** Keeps the answer; call it inside the transaction of the work. */
  remember(key: string, fingerprint: string, answer: Answer, requestId: string): void {
    this.#store.run(
      'insert into idempotency (key, fingerprint, status, body, request_id, created_at) values (?, ?, ?, ?, ?, ?)',
      key,
      fingerprint,
      answer.status,
      answer.body,
      requestId,
      Date.now(),
    );
  }
}

/** The same method, path and parameters, in whatever order they were sent. */
export function fingerprintOf(method: string, path: string, form: FormObject): string {
  const sorted = JSON.stringify(form, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(`${method} ${path} ${sorted}`).digest('hex');
}

function otherParameters(key: string): RequestFailure {
  return new RequestFailure(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the parameters they were first used with. Use a key other than '${key}' for a different request.`,
  });
}

function inUse(key: string): RequestFailure {
  return new RequestFailure(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `Another request with the idempotency key '${key}' is still in progress. Try again later.`,
  });
}

function tooLong(): RequestFailure {
  return new RequestFailure(400, {
    type: 'invalid_request_error',
    message: `Idempotency keys have at most ${MAX_KEY_LENGTH} characters.`,
  });
}
