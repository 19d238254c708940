import { webhookReceiver } from '../../../app/payments/receive-webhook.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';

/** `POST /webhooks/stripe`: answered as soon as the event is stored. The work on it is the worker's: `apply_gateway_events`. */
export function registerStripeWebhook(app: App, { gateway, database, clock }: Wiring): void {
  const receive = webhookReceiver({ pool: database.pool, gateway, clock });
  app.register(async (scope: App) => {
    // The signature is over the bytes as they came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/stripe', { config: { unlimited: true }, schema: { hide: true } }, async (request, reply) => {
      const signature = request.headers['stripe-signature'];
      const isStored =
        typeof signature === 'string' && Buffer.isBuffer(request.body) && (await receive(request.body, signature));
      return isStored
        ? reply.code(200).send({ received: true })
        : reply.problem(problem('WebhookSignatureInvalid', {}));
    });
  });
}
