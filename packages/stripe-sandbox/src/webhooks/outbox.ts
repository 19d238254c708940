import { takeWebhookFault, type WebhookFault } from '../faults/faults.ts';
import type { SandboxEvent, WebhookEndpoint } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';

/** Gap between two deliveries that are sent in reverse order: some ticks of the clock that sends them, in milliseconds. */
const REVERSE_STEP_MS = 150;
const DEFAULT_LATE_MS = 2_000;
const DEFAULT_COPIES = 3;

/**
 * Queues an event for every endpoint that wants its type, as any asked-for fault bends it; returns how many wait.
 * Runs in the transaction of the change, so an event that happened is delivered at least once, whatever dies.
 */
export function enqueue(tx: Tx, event: SandboxEvent): number {
  const endpoints = wanting(tx, event.type);
  for (const endpoint of endpoints) {
    const secret = tx.webhookSecret(endpoint.id);
    for (const { state, dueAt, bent } of plan(tx, takeWebhookFault(tx.store, event.type, tx.occasion.nowMs))) {
      tx.store.run(
        'insert into deliveries (event_id, event_type, url, secret, state, due_at, bent) values (?, ?, ?, ?, ?, ?, ?)',
        event.id,
        event.type,
        endpoint.url,
        secret,
        state,
        dueAt,
        bent ?? null,
      );
    }
  }
  return endpoints.length;
}

interface Planned {
  readonly state: 'waiting' | 'lost';
  readonly dueAt: number;
  readonly bent?: 'forged' | 'stale';
}

function plan(tx: Tx, fault: WebhookFault | undefined): Planned[] {
  const now = tx.occasion.nowMs;
  switch (fault?.webhook) {
    case undefined:
      return [waiting(now)];
    case 'lost':
      return [{ state: 'lost', dueAt: now }];
    case 'late':
      return [waiting(now + (fault.delayMs ?? DEFAULT_LATE_MS))];
    case 'twice':
      return [waiting(now), waiting(now + (fault.delayMs ?? 0))];
    case 'repeated':
      return Array.from({ length: fault.copies ?? DEFAULT_COPIES }, (_, copy) =>
        waiting(now + copy * (fault.delayMs ?? 0)),
      );
    case 'stale':
    case 'forged':
      return [{ ...waiting(now), bent: fault.webhook }];
    case 'reversed':
      // The fault's deadline is set by its first event; each later one is sent a step before the one ahead of it.
      return [waiting((fault.holdUntil ?? now) - fault.taken * REVERSE_STEP_MS)];
  }
}

function waiting(dueAt: number): Planned {
  return { state: 'waiting', dueAt };
}

function wanting(tx: Tx, type: string): WebhookEndpoint[] {
  return tx.store
    .all(`select body from objects where object = 'webhook_endpoint' and deleted is null order by seq`)
    .map((row) => JSON.parse(String(row['body'])) as WebhookEndpoint)
    .filter((endpoint) => endpoint.status === 'enabled' && wants(endpoint.enabled_events, type));
}

function wants(enabled: readonly string[], type: string): boolean {
  return enabled.some(
    (one) => one === '*' || one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))),
  );
}
