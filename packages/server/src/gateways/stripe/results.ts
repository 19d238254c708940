import Stripe from 'stripe';
import type { GatewayResult } from '../gateway.ts';
import { fromStripeAmount } from './amounts.ts';
import { fromStripeDecline } from './declines.ts';

/** A payment intent's status → an outcome. A word that nobody knows means that it is still going on. */
export function fromPaymentIntent(intent: Stripe.PaymentIntent): GatewayResult {
  const gatewayPaymentId = intent.id;
  switch (intent.status) {
    case 'succeeded':
      return { outcome: 'succeeded', gatewayPaymentId, capturedMinor: capturedOf(intent) };
    case 'canceled':
      return { outcome: 'canceled', gatewayPaymentId };
    case 'requires_action':
    case 'requires_confirmation':
      return { outcome: 'requires_action', gatewayPaymentId, clientSecret: intent.client_secret ?? undefined };
    case 'requires_payment_method': {
      const error = intent.last_payment_error;
      return {
        outcome: 'declined',
        gatewayPaymentId,
        declineCode: fromStripeDecline(error?.decline_code, error?.code),
      };
    }
    default:
      return { outcome: 'processing', gatewayPaymentId };
  }
}

function capturedOf({ amount_received, currency }: Stripe.PaymentIntent): bigint {
  return fromStripeAmount(amount_received, currency.toUpperCase());
}

/** The connection was never made, so nobody was asked. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
]);

/** What went wrong while asking for money → an outcome. Only what surely charged nothing is anything but *unknown*. */
export function fromStripeError(error: unknown): GatewayResult {
  if (error instanceof Stripe.errors.StripeCardError) {
    const declineCode = fromStripeDecline(error.decline_code, error.code);
    return { outcome: 'declined', declineCode, gatewayPaymentId: error.payment_intent?.id };
  }
  if (error instanceof Stripe.errors.StripeRateLimitError) return { outcome: 'not_attempted' };
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    return { outcome: 'not_attempted' };
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return fromInvalidRequest(error);
  if (
    error instanceof Stripe.errors.StripeConnectionError &&
    NEVER_CONNECTED.has(causeCode(error)) &&
    !wasRetried(error)
  )
    return { outcome: 'not_attempted' };
  return { outcome: 'unknown' };
}

/**
 * What went wrong while asking for the same money again → an outcome. Not having reached anybody this time says nothing of the
 * first time, which may have been charged: only an answer about the payment itself settles it.
 */
export function fromRepeatedError(error: unknown): GatewayResult {
  const result = fromStripeError(error);
  const isAnswer =
    error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError;
  return isAnswer ? result : { outcome: 'unknown' };
}

/** 409: the same attempt is under way right now. Otherwise the card is gone, or the request is one that Stripe does not take. */
function fromInvalidRequest(error: Stripe.errors.StripeInvalidRequestError): GatewayResult {
  if (error.statusCode === 409) return { outcome: 'unknown' };
  if (error.param === 'payment_method' || error.param === 'customer')
    return { outcome: 'declined', declineCode: 'payment_method_unusable' };
  return { outcome: 'not_attempted' };
}

/**
 * The SDK sends once more over a connection that broke, whatever it is told, and then reports the second failure only. The first may
 * have broken after charging; only the sentence tells.
 */
function wasRetried({ message }: Stripe.errors.StripeConnectionError): boolean {
  return /was retried/.test(message);
}

function causeCode(error: Stripe.errors.StripeConnectionError): string {
  const { detail } = error as { detail?: unknown };
  const code = typeof detail === 'object' && detail !== null && 'code' in detail ? detail.code : undefined;
  return typeof code === 'string' ? code : '';
}
