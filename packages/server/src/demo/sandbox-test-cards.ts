import { Stripe } from 'stripe';
import type { GatewayCard } from '../gateways/gateway.ts';
import type { TestCards } from './demo-cards.ts';

/** Test cards of the Stripe-compatible sandbox (or of Stripe's own test mode), through the official SDK. */
export function sandboxTestCards({ secretKey, baseUrl }: { secretKey: string; baseUrl: string }): TestCards {
  const { hostname, port, protocol } = new URL(baseUrl);
  const stripe = new Stripe(secretKey, {
    host: hostname,
    port,
    protocol: protocol === 'http:' ? 'http' : 'https',
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
  });
  return {
    attach: async (customer, token, key) =>
      toCard(
        await stripe.paymentMethods.attach(token, { customer }, { idempotencyKey: `betalt-demo-${key}-${customer}` }),
      ),
    expire: async (methodId, { month, year }) =>
      toCard(await stripe.paymentMethods.update(methodId, { card: { exp_month: month, exp_year: year } })),
  };
}

function toCard({ id, card, billing_details }: Stripe.PaymentMethod): GatewayCard {
  if (card === undefined) throw new Error(`the gateway's test method ${id} is no card`);
  const { brand, last4: lastFour, exp_month: expiresMonth, exp_year: expiresYear } = card;
  return { methodId: id, brand, lastFour, expiresMonth, expiresYear, holderName: billing_details.name };
}
