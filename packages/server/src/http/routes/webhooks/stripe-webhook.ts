import { storeGatewayEvents } from '../../../app/payments/gateway-events.ts';
import { groupedCalls } from '../../../db/grouped-calls.ts';
import type { GatewayEvent } from '../../../gateways/gateway.ts';
import type { Wiring } from '../../../wiring.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';

/**
 * `POST /webhooks/stripe`: verifies, stores and answers, whatever work is behind it; events that arrive together are stored in
 * one statement. The work is the worker's: `apply_gateway_events`.
 */
export function registerStripeWebhook(app: App, { gateway, database, clock }: Wiring): void {
  const store = groupedCalls<GatewayEvent, undefined>(async (events) => {
    await storeGatewayEvents(database.pool, gateway.name, events, clock());
    return events.map(() => undefined);
  });
  app.register(async (scope: App) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/stripe', { config: { unlimited: true }, schema: { hide: true } }, async (request, reply) => {
      const signature = request.headers['stripe-signature'];
      const event =
        typeof signature === 'string' && Buffer.isBuffer(request.body)
          ? gateway.readWebhook(request.body, signature)
          : null;
      if (event === null) return reply.problem(problem('WebhookSignatureInvalid', {}));
      await store(event);
      return reply.code(200).send({ received: true });
    });
  });
}
