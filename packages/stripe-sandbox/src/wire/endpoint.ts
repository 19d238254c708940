import type { Tx } from '../store/tx.ts';
import type { Refusal } from './failures.ts';
import type { Fields, Parsed } from './fields.ts';

export type KeyKind = 'secret' | 'publishable';

export interface Asked<F extends Fields> {
  readonly params: Parsed<F>;
  /** The `:id` of the path, empty where there is none. */
  readonly id: string;
  readonly path: string;
  readonly key: KeyKind;
}

/** One operation of Stripe's API. Everything around it (keys, parameters, idempotency, faults) is the door's. */
export interface Endpoint<F extends Fields = Fields> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** `browser`: the publishable key may call it too, as Stripe.js does, showing the object's client secret. */
  readonly access: 'secret' | 'browser';
  /** Pages of other origins may call it; never where a card number is sent. */
  readonly cors?: boolean;
  readonly fields: F;
  run(tx: Tx, asked: Asked<F>): object | Refusal;
}

/** Keeps the tie between `fields` and `run` while endpoints of different fields share one list. */
export function endpoint<F extends Fields>(definition: Endpoint<F>): Endpoint {
  return definition;
}
