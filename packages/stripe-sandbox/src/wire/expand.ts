import type { Kind } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid } from './failures.ts';

/** Which members hold an id that `expand[]` replaces by its object, https://docs.stripe.com/api/expanding_objects */
const EXPANDABLE: Readonly<Record<string, Kind>> = {
  balance_transaction: 'balance_transaction',
  charge: 'charge',
  customer: 'customer',
  default_payment_method: 'payment_method',
  failure_balance_transaction: 'balance_transaction',
  latest_attempt: 'setup_attempt',
  latest_charge: 'charge',
  mandate: 'mandate',
  payment_intent: 'payment_intent',
  payment_method: 'payment_method',
  setup_intent: 'setup_intent',
  single_use_mandate: 'mandate',
};
/** Members that only some objects of a kind have: to expand one that is not there is no mistake. */
const OPTIONAL: ReadonlySet<string> = new Set(['refund.failure_balance_transaction']);
const MAX_DEPTH = 4;

/** Returns a copy of the answer with each path (`latest_charge.balance_transaction`, `data.customer`) expanded. */
export function expand(tx: Tx, body: object, paths: readonly string[]): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > MAX_DEPTH)
      throw invalid(`You cannot expand more than ${MAX_DEPTH} levels of a property.`, { param: 'expand' });
    expandPath(tx, copy, steps);
  }
  return copy;
}

function expandPath(tx: Tx, target: Record<string, unknown>, steps: readonly string[]): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  const value = target[step];
  if (step === 'data' && Array.isArray(value)) {
    for (const item of value) expandPath(tx, item as Record<string, unknown>, rest);
    return;
  }
  const kind = EXPANDABLE[step];
  if (!(step in target) && OPTIONAL.has(`${String(target['object'])}.${step}`)) return;
  if (!(step in target) || (kind === undefined && !isNested(value, rest))) {
    throw invalid(`This property cannot be expanded (${step}).`, { param: 'expand' });
  }
  if (kind !== undefined && typeof value === 'string') target[step] = tx.find(kind, value) ?? value;
  const next = target[step];
  if (isNested(next, rest)) expandPath(tx, next, rest);
}

function isNested(value: unknown, rest: readonly string[]): value is Record<string, unknown> {
  return rest.length > 0 && typeof value === 'object' && value !== null;
}
