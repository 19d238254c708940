import { Stripe } from 'stripe';
import type { GatewayCard } from '../gateways/gateway.ts';
import type { TestCards } from './demo-cards.ts';

/** Test cards of the Stripe-compatible sandbox, through the official SDK; disputes by its own control. */
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
    dispute: async (paymentIntent) => {
      const { data } = await stripe.disputes.list({ payment_intent: paymentIntent, limit: 1 });
      return data[0]?.id ?? openDispute(baseUrl, secretKey, paymentIntent);
    },
  };
}

/** Stripe itself has no such door: there a test card is disputed by its number. */
async function openDispute(baseUrl: string, secretKey: string, paymentIntent: string): Promise<string> {
  const response = await fetch(`${baseUrl}/sandbox/disputes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentIntent }),
  });
  if (!response.ok) throw new Error(`the sandbox opens no dispute: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

function toCard({ id, card, billing_details }: Stripe.PaymentMethod): GatewayCard {
  if (card === undefined) throw new Error(`the gateway's test method ${id} is no card`);
  const { brand, last4: lastFour, exp_month: expiresMonth, exp_year: expiresYear } = card;
  return { methodId: id, brand, lastFour, expiresMonth, expiresYear, holderName: billing_details.name };
}
