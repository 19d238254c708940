import { randomBytes } from 'node:crypto';
import { missing } from '../wire/failures.ts';
import { type Kind, type Kinds, type MethodFacts, PREFIX } from './kinds.ts';
import type { Store } from './store.ts';

/** Who asked, and when: what an event remembers of its request. */
export interface Occasion {
  readonly nowMs: number;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  readonly settings: TxSettings;
}
export interface TxSettings {
  readonly publicUrl: string;
  /** How long the bank takes for what it does later (debits, disputes, refunds), in milliseconds. */
  readonly laterMs: number;
  /** How long it takes for what Stripe's testing page calls at least three minutes. */
  readonly longMs: number;
}

/** Reads and writes of Stripe objects inside one transaction of the store. */
export class Tx {
  readonly store: Store;
  readonly occasion: Occasion;

  constructor(store: Store, occasion: Occasion) {
    this.store = store;
    this.occasion = occasion;
  }

  /** The request's time in Unix seconds. */
  get now(): number {
    return Math.floor(this.occasion.nowMs / 1000);
  }

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const row = this.store.one('select body from objects where id = ? and object = ?', id, kind);
    return row === undefined ? undefined : (JSON.parse(String(row['body'])) as Kinds[K]);
  }

  /** Throws `resource_missing`: 404 for the path's own object, 400 when a parameter named it. */
  get<K extends Kind>(kind: K, id: string, param?: string): Kinds[K] {
    const found = this.find(kind, id);
    if (found !== undefined && !('deleted' in found && found.deleted)) return found;
    throw missing(nounOf(kind), id, param ?? pathParam(kind), param === undefined ? 404 : 400);
  }

  insert<K extends Kind>(object: Kinds[K] & { object: K; created?: number }): Kinds[K] {
    const { id, object: kind, created } = object;
    this.store.run(
      'insert into objects (id, object, created, body) values (?, ?, ?, ?)',
      id,
      kind,
      created ?? this.now,
      JSON.stringify(object),
    );
    return object;
  }

  save<T extends { id: string }>(object: T): T {
    this.store.run('update objects set body = ? where id = ?', JSON.stringify(object), object.id);
    return object;
  }

  /** What the bank remembers of a payment method. */
  methodFacts(method: string): MethodFacts | undefined {
    return this.#facts(method) as MethodFacts | undefined;
  }

  /** The signing secret of a webhook endpoint, which the API shows only once. */
  webhookSecret(endpoint: string): string {
    const facts = this.#facts(endpoint) as { secret: string } | undefined;
    return facts?.secret ?? '';
  }

  setFacts(id: string, facts: MethodFacts | { secret: string }): void {
    this.store.run('insert or replace into facts (id, body) values (?, ?)', id, JSON.stringify(facts));
  }

  /** Has the bank do something after `delayMs`, which is `settings.laterMs` unless said; it survives a restart. */
  later(kind: string, subject: string, delayMs = this.occasion.settings.laterMs): void {
    const dueAt = this.occasion.nowMs + delayMs;
    this.store.run('insert into tasks (kind, subject, due_at) values (?, ?, ?)', kind, subject, dueAt);
  }

  #facts(id: string): unknown {
    const row = this.store.one('select body from facts where id = ?', id);
    return row === undefined ? undefined : JSON.parse(String(row['body']));
  }
}

/** A new id in Stripe's form: prefix, underscore, 24 letters and digits (141 random bits). */
export function newId(kind: Kind, prefix = PREFIX[kind]): string {
  return `${prefix}_${randomText(24)}`;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function randomText(length: number): string {
  // NOTE: 248 is the largest multiple of 62 in a byte; larger bytes are thrown away so that every letter is as likely.
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

function nounOf(kind: Kind): string {
  return kind === 'payment_method' ? 'PaymentMethod' : kind;
}

function pathParam(kind: Kind): string {
  return kind === 'payment_intent' || kind === 'setup_intent'
    ? 'intent'
    : kind === 'payment_method'
      ? 'payment_method'
      : 'id';
}
