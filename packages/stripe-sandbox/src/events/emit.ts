import type { EventType } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { enqueue } from '../webhooks/outbox.ts';
import { API_VERSION } from '../wire/version.ts';

/** Records that something happened to `object` (as it is now) and queues its webhooks, in the transaction of the change. */
export function emit(tx: Tx, type: EventType, object: object, previous?: object): void {
  const event = {
    id: newId('event'),
    object: 'event' as const,
    api_version: API_VERSION,
    created: tx.now,
    data: previous === undefined ? { object } : { object, previous_attributes: previous },
    livemode: false as const,
    pending_webhooks: 0,
    request: { id: tx.occasion.requestId, idempotency_key: tx.occasion.idempotencyKey },
    type,
  };
  tx.insert<'event'>({ ...event, pending_webhooks: enqueue(tx, event) });
}
