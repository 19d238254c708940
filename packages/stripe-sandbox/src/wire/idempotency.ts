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
/** Stripe may forget a key once it is this old; the same key is then a new request. */
const REMEMBERED_MS = 86_400_000;

/**
 * Idempotent requests as Stripe documents them, https://docs.stripe.com/api/idempotent_requests: the first answer, good or
 * bad, is kept with its status and given again for 24 hours. The row is written in the transaction of the work, so that both exist or neither.
 * Keys in flight are kept in memory: when the process dies, so do their requests.
 */
export class Idempotency {
  readonly #store: Store;
  readonly #inFlight = new Set<string>();

  /** Forgets what is too old, so that a store that is kept for months does not grow by it. */
  constructor(store: Store, nowMs: number) {
    this.#store = store;
    store.run('delete from idempotency where created_at <= ?', nowMs - REMEMBERED_MS);
  }

  /** The answer to give again, or undefined for a fresh key, which is then in flight until `release`. */
  claim(key: string, fingerprint: string, nowMs: number): Replay | undefined {
    if (key.length > MAX_KEY_LENGTH) throw tooLong();
    const row = this.#store.one(
      'select fingerprint, status, body, request_id from idempotency where key = ? and created_at > ?',
      key,
      nowMs - REMEMBERED_MS,
    );
    if (row !== undefined) {
      if (row['fingerprint'] !== fingerprint) throw otherRequest(key, String(row['fingerprint']), fingerprint);
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
  remember(key: string, fingerprint: string, answer: Answer, requestId: string, nowMs: number): void {
    this.#store.run(
      'insert or replace into idempotency (key, fingerprint, status, body, request_id, created_at) values (?, ?, ?, ?, ?, ?)',
      key,
      fingerprint,
      answer.status,
      answer.body,
      requestId,
      nowMs,
    );
  }
}

/** Method and path, and a digest of the parameters in whatever order they were sent. */
export function fingerprintOf(method: string, path: string, form: FormObject): string {
  const sorted = JSON.stringify(form, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return `${method} ${path} ${createHash('sha256').update(sorted).digest('hex')}`;
}

function otherRequest(key: string, first: string, now: string): RequestFailure {
  const endpoint = first.slice(0, first.lastIndexOf(' '));
  const isSameEndpoint = now.startsWith(`${endpoint} `);
  return isSameEndpoint ? otherParameters(key) : otherEndpoint(key, endpoint);
}

function otherEndpoint(key: string, endpoint: string): RequestFailure {
  return new RequestFailure(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used for the endpoint they were first used for (${endpoint}). Use a key other than '${key}' for a different request.`,
  });
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
