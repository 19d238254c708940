import type { RefundFailure } from '@betalt/core/payments/refund-outcome.ts';
import Stripe from 'stripe';
import type { ForeignRefund, GatewayRefund, RefundOrder } from '../gateway.ts';
import { fromStripeAmount, toStripeAmount } from './amounts.ts';
import { orUnavailable } from './unavailable.ts';

const METADATA_REFUND = 'betalt_refund_id';

/** Sends money back; what goes wrong while asking is an outcome, and silence is `unknown`. */
export async function refund(stripe: Stripe, order: RefundOrder): Promise<GatewayRefund> {
  try {
    return fromStripeRefund(await createRefund(stripe, order));
  } catch (error) {
    return fromRefundError(error);
  }
}

/**
 * Looks for the refund by its mark among those of the payment, since Stripe replays even a 500 to the same key. If there is none, the
 * same key starts nothing that was started before; after Stripe has forgotten the key, the list alone says that nothing was started.
 */
export async function recoverRefund(stripe: Stripe, order: RefundOrder): Promise<GatewayRefund> {
  try {
    for await (const found of stripe.refunds.list({ payment_intent: order.gatewayPaymentId, limit: 100 }))
      if (found.metadata?.[METADATA_REFUND] === order.refundId) return fromStripeRefund(found);
  } catch {
    // NOTE: whatever went wrong here, it was not the refund: what became of that is still unknown, and it is asked about again.
    return { outcome: 'unknown' };
  }
  return refund(stripe, order);
}

export async function readRefund(stripe: Stripe, gatewayRefundId: string): Promise<GatewayRefund> {
  try {
    return fromStripeRefund(await stripe.refunds.retrieve(gatewayRefundId));
  } catch {
    return { outcome: 'unknown', gatewayRefundId };
  }
}

export async function readForeignRefund(stripe: Stripe, gatewayRefundId: string): Promise<ForeignRefund | null> {
  return toForeign(await orUnavailable(stripe.refunds.retrieve(gatewayRefundId)));
}

export function listForeignRefunds(stripe: Stripe, madeSince: Date): Promise<ForeignRefund[]> {
  return orUnavailable(allForeign(stripe, { gte: Math.floor(madeSince.getTime() / 1000) }));
}

async function allForeign(stripe: Stripe, created: { gte: number }): Promise<ForeignRefund[]> {
  const refunds: ForeignRefund[] = [];
  for await (const each of stripe.refunds.list({ created, limit: 100 })) {
    const foreign = toForeign(each);
    if (foreign !== null) refunds.push(foreign);
  }
  return refunds;
}

function toForeign(made: Stripe.Refund): ForeignRefund | null {
  const { id: gatewayRefundId, payment_intent: intent } = made;
  if (made.metadata?.[METADATA_REFUND] !== undefined || intent === null) return null;
  const currency = made.currency.toUpperCase();
  return {
    ...fromStripeRefund(made),
    gatewayRefundId,
    gatewayPaymentId: typeof intent === 'string' ? intent : intent.id,
    currency,
    amountMinor: fromStripeAmount(made.amount, currency),
  };
}

function createRefund(stripe: Stripe, order: RefundOrder): Promise<Stripe.Refund> {
  return stripe.refunds.create(
    {
      payment_intent: order.gatewayPaymentId,
      amount: toStripeAmount(order.amountMinor, order.currency),
      metadata: {
        betalt_billing_account_id: order.billingAccountId,
        betalt_payment_id: order.paymentId,
        [METADATA_REFUND]: order.refundId,
      },
    },
    { idempotencyKey: `betalt-refund-${order.refundId}` },
  );
}

/** Source: docs.stripe.com/refunds, *failed refunds*. */
const FAILURE_REASONS: Readonly<Record<string, RefundFailure>> = {
  lost_or_stolen_card: 'method_closed',
  expired_or_canceled_card: 'method_closed',
  charge_for_pending_refund_disputed: 'payment_disputed',
  insufficient_funds: 'balance_too_low',
  declined: 'bank_declined',
  unknown: 'bank_declined',
  merchant_request: 'canceled',
};

/** A refund's status → an outcome. A word that nobody knows means that it is still going on. */
function fromStripeRefund({ id: gatewayRefundId, status, failure_reason }: Stripe.Refund): GatewayRefund {
  switch (status) {
    case 'succeeded':
      return { outcome: 'succeeded', gatewayRefundId };
    case 'failed':
      return { outcome: 'failed', gatewayRefundId, failure: FAILURE_REASONS[failure_reason ?? ''] ?? 'bank_declined' };
    case 'canceled':
      return { outcome: 'failed', gatewayRefundId, failure: 'canceled' };
    default:
      return { outcome: 'pending', gatewayRefundId };
  }
}

/** Source: docs.stripe.com/error-codes. */
const REFUSALS: Readonly<Record<string, RefundFailure>> = {
  charge_already_refunded: 'already_refunded',
  charge_disputed: 'payment_disputed',
  balance_insufficient: 'balance_too_low',
  insufficient_funds: 'balance_too_low',
};

/** Only a request that Stripe surely refused has failed; 409 means that the same refund is under way right now. */
function fromRefundError(error: unknown): GatewayRefund {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode === 409)
    return { outcome: 'unknown' };
  return { outcome: 'failed', failure: REFUSALS[error.code ?? ''] ?? 'gateway_refused' };
}
