import type { Store } from '../store/store.ts';

export const REQUEST_FAULTS = [
  'delay',
  'timeout_after',
  'error_500_after',
  'error_500_before',
  'reset_before',
  'reset_after',
] as const;
export const WEBHOOK_FAULTS = ['lost', 'late', 'twice', 'repeated', 'reversed', 'stale', 'forged'] as const;

export interface FaultMatch {
  /** The path exactly, or its start when it ends in `*`. */
  readonly path?: string;
  readonly method?: string;
  readonly paymentMethod?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Webhook faults only: the event's type exactly, or its start when it ends in `*`. */
  readonly type?: string;
}
export interface RequestFault {
  readonly match: FaultMatch;
  readonly fault: (typeof REQUEST_FAULTS)[number];
  readonly delayMs?: number;
  /** `error_500_after` only: the idempotency key keeps the true answer instead of the 500. */
  readonly resultKept?: boolean;
}
export interface WebhookFault {
  readonly match: FaultMatch;
  readonly webhook: (typeof WEBHOOK_FAULTS)[number];
  readonly delayMs?: number;
  /** Repeated only: how often the event is sent in all. */
  readonly copies?: number;
  /** Reversed only: when the first held event is sent (Unix ms), and how many were held before this one. */
  readonly holdUntil?: number;
  readonly taken: number;
}
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly paymentMethod: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

const DEFAULT_HOLD_MS = 2_000;

/** The first live fault that fits the request, one of its times taken; runs in its own transaction. */
export function takeRequestFault(store: Store, asked: () => Asked): RequestFault | undefined {
  const rows = store.all(
    `select id, body from faults where remaining > 0 and body ->> '$.fault' is not null order by id`,
  );
  if (rows.length === 0) return undefined;
  const request = asked();
  for (const row of rows) {
    const fault = JSON.parse(String(row['body'])) as RequestFault;
    if (!fits(fault.match, request)) continue;
    store.run('update faults set remaining = remaining - 1 where id = ?', Number(row['id']));
    return fault;
  }
  return undefined;
}

/** The first live webhook fault for an event's type, one of its times taken, in the caller's transaction. */
export function takeWebhookFault(store: Store, type: string, nowMs: number): WebhookFault | undefined {
  const rows = store.all(
    `select id, body from faults where remaining > 0 and body ->> '$.webhook' is not null order by id`,
  );
  for (const row of rows) {
    const asked = JSON.parse(String(row['body'])) as WebhookFault;
    if (asked.match.type !== undefined && !startsOrIs(type, asked.match.type)) continue;
    const fault = { ...asked, holdUntil: asked.holdUntil ?? nowMs + (asked.delayMs ?? DEFAULT_HOLD_MS) };
    const next = JSON.stringify({ ...fault, taken: fault.taken + 1 });
    store.run('update faults set remaining = remaining - 1, body = ? where id = ?', next, Number(row['id']));
    return fault;
  }
  return undefined;
}

function fits(match: FaultMatch, asked: Asked): boolean {
  return (
    (match.path === undefined || startsOrIs(asked.path, match.path)) &&
    (match.method === undefined || match.method.toUpperCase() === asked.method) &&
    (match.paymentMethod === undefined || match.paymentMethod === asked.paymentMethod) &&
    Object.entries(match.metadata ?? {}).every(([name, value]) => asked.metadata[name] === value)
  );
}

function startsOrIs(text: string, pattern: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}
