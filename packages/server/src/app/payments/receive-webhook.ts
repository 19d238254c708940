import type pg from 'pg';
import { groupedCalls } from '../../db/grouped-calls.ts';
import type { GatewayEvent, PaymentGateway } from '../../gateways/gateway.ts';
import { storeGatewayEvents } from './gateway-events.ts';

/** Takes a webhook as it came; false when its signature is not the gateway's, and then nothing is stored. */
export type WebhookReceiver = (body: Buffer, signature: string) => Promise<boolean>;

/** Verifies and stores, whatever work is behind an event; events that arrive together are stored in one statement. */
export function webhookReceiver({
  pool,
  gateway,
  clock,
}: {
  pool: pg.Pool;
  gateway: PaymentGateway;
  clock: () => Date;
}): WebhookReceiver {
  const store = groupedCalls<GatewayEvent, undefined>(async (events) => {
    await storeGatewayEvents(pool, gateway.name, events, clock());
    return events.map(() => undefined);
  });
  return async (body, signature) => {
    const event = gateway.readWebhook(body, signature);
    if (event === null) return false;
    await store(event);
    return true;
  };
}
