import type { DisputeNews } from '@betalt/core/payments/dispute.ts';
import Stripe from 'stripe';
import type { GatewayDispute } from '../gateway.ts';
import { fromStripeAmount } from './amounts.ts';
import { orUnavailable } from './unavailable.ts';

/** The payment says whose it is: its metadata has our own marks, also before we know its id. */
const EXPAND = 'payment_intent';

export async function readDispute(stripe: Stripe, gatewayDisputeId: string): Promise<GatewayDispute | null> {
  try {
    return fromStripeDispute(await orUnavailable(stripe.disputes.retrieve(gatewayDisputeId, { expand: [EXPAND] })));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
    throw error;
  }
}

export function listDisputes(stripe: Stripe, openedSince: Date): Promise<GatewayDispute[]> {
  const created = { gte: Math.floor(openedSince.getTime() / 1000) };
  return orUnavailable(allDisputes(stripe, created));
}

async function allDisputes(stripe: Stripe, created: { gte: number }): Promise<GatewayDispute[]> {
  const disputes: GatewayDispute[] = [];
  for await (const dispute of stripe.disputes.list({ created, limit: 100, expand: [`data.${EXPAND}`] })) {
    const found = fromStripeDispute(dispute);
    if (found !== null) disputes.push(found);
  }
  return disputes;
}

/** `null` for a dispute of a charge that has no payment intent: Betalt makes none such. */
function fromStripeDispute(dispute: Stripe.Dispute): GatewayDispute | null {
  const { payment_intent: intent } = dispute;
  if (intent === null) return null;
  const currency = dispute.currency.toUpperCase();
  const dueBy = dispute.evidence_details.due_by;
  const payment = typeof intent === 'string' ? undefined : paymentMarks(intent.metadata);
  return {
    ...newsOf(dispute.status),
    gatewayDisputeId: dispute.id,
    gatewayPaymentId: typeof intent === 'string' ? intent : intent.id,
    ...(payment === undefined ? {} : { payment }),
    currency,
    amountMinor: fromStripeAmount(dispute.amount, currency),
    reason: dispute.reason,
    openedAt: new Date(dispute.created * 1000),
    ...(dueBy === null ? {} : { evidenceDueAt: new Date(dueBy * 1000) }),
  };
}

/** Source: docs.stripe.com/disputes/how-disputes-work. `prevented`: it never became a dispute. */
const NEWS: Readonly<Record<string, DisputeNews>> = {
  warning_needs_response: { state: 'open', isInquiry: true },
  warning_under_review: { state: 'open', isInquiry: true },
  warning_closed: { state: 'closed', isInquiry: true },
  needs_response: { state: 'open', isInquiry: false },
  under_review: { state: 'open', isInquiry: false },
  won: { state: 'won', isInquiry: false },
  lost: { state: 'lost', isInquiry: false },
  prevented: { state: 'closed', isInquiry: false },
};

/** A word that nobody knows means that it is still going on. */
function newsOf(status: string): DisputeNews {
  return NEWS[status] ?? { state: 'open', isInquiry: status.startsWith('warning_') };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function paymentMarks(metadata: Stripe.Metadata): GatewayDispute['payment'] {
  const { betalt_billing_account_id: billingAccountId = '', betalt_payment_id: paymentId = '' } = metadata;
  return UUID.test(billingAccountId) && UUID.test(paymentId) ? { billingAccountId, paymentId } : undefined;
}
