import Stripe from 'stripe';
import { GatewayUnavailable } from '../gateway.ts';

/** Connection, 5xx and rate limit are the gateway's trouble and pass; whatever else it says is a bug of ours. */
export async function orUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const passes =
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeAPIError ||
      error instanceof Stripe.errors.StripeRateLimitError;
    throw passes ? new GatewayUnavailable('the gateway did not answer', { cause: error }) : error;
  }
}
