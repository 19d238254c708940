import Stripe from 'stripe';
import {
  type ChargeOrder,
  type GatewayCard,
  type GatewayMethod,
  type GatewayResult,
  type GatewaySetup,
  type PaymentGateway,
} from '../gateway.ts';
import { toStripeAmount } from './amounts.ts';
import { listDisputes, readDispute } from './disputes.ts';
import { listForeignRefunds, readForeignRefund, readRefund, recoverRefund, refund } from './refunds.ts';
import { fromPaymentIntent, fromRepeatedError, fromStripeError } from './results.ts';
import { orUnavailable } from './unavailable.ts';

export interface StripeGatewayOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** The sandbox's address, e.g. http://127.0.0.1:3100; absent for Stripe itself. */
  readonly baseUrl?: string | undefined;
  /** How long one call may take before its outcome is *unknown*. */
  readonly timeoutMs?: number | undefined;
}

/** Stripe forgets an idempotency key after 24 hours; before that, asking again is safe. A margin is kept. */
const KEY_IS_SAFE_FOR_MS = 20 * 3_600_000;
const METADATA_ATTEMPT = 'betalt_attempt_id';

/** The gateway through the official SDK: Stripe, or the Stripe-compatible sandbox at another address. */
export function stripeGateway(options: StripeGatewayOptions): PaymentGateway {
  const stripe = new Stripe(options.secretKey, {
    ...address(options.baseUrl),
    maxNetworkRetries: 0,
    timeout: options.timeoutMs ?? 20_000,
    telemetry: false,
  });
  return {
    name: 'stripe',
    createCustomer: (person) => orUnavailable(createCustomer(stripe, person)),
    startSetup: (customerId) => orUnavailable(startSetup(stripe, customerId)),
    readSetup: (setupId) => orUnavailable(readSetup(stripe, setupId)),
    readMethod: (methodId) => orUnavailable(readMethod(stripe, methodId)),
    removeMethod: (methodId) => orUnavailable(removeMethod(stripe, methodId)),
    charge: (order) => charge(stripe, order),
    recoverCharge: (order) => recoverCharge(stripe, order),
    readCharge: (id) => readCharge(stripe, id),
    cancel: (id) => cancel(stripe, id),
    refund: (order) => refund(stripe, order),
    recoverRefund: (order) => recoverRefund(stripe, order),
    readRefund: (id) => readRefund(stripe, id),
    readForeignRefund: (id) => readForeignRefund(stripe, id),
    listForeignRefunds: (madeSince) => listForeignRefunds(stripe, madeSince),
    readDispute: (id) => readDispute(stripe, id),
    listDisputes: (openedSince) => listDisputes(stripe, openedSince),
    readWebhook: (body, signature) => readWebhook(stripe, options.webhookSecret, body, signature),
    isReachable: () => isReachable(stripe),
  };
}

async function createCustomer(
  stripe: Stripe,
  person: { userId: string; name: string; email: string },
): Promise<string> {
  const { userId, name, email } = person;
  const customer = await stripe.customers.create(
    { name, email, metadata: { betalt_user_id: userId } },
    { idempotencyKey: `betalt-customer-${userId}` },
  );
  return customer.id;
}

async function startSetup(stripe: Stripe, customerId: string) {
  const setup = await stripe.setupIntents.create({
    customer: customerId,
    allowed_payment_method_types: ['card'],
    usage: 'off_session',
  });
  if (setup.client_secret === null) throw new Error(`setup intent ${setup.id} came without a client secret`);
  return { setupId: setup.id, clientSecret: setup.client_secret };
}

async function readSetup(stripe: Stripe, setupId: string): Promise<GatewaySetup | null> {
  try {
    const setup = await stripe.setupIntents.retrieve(setupId, { expand: ['payment_method'] });
    const method = setup.payment_method;
    return {
      customerId: idOf(setup.customer),
      isComplete: setup.status === 'succeeded',
      method: typeof method === 'object' && method?.card != null ? toCard(method, method.card) : undefined,
    };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return null;
    throw error;
  }
}

function toCard(method: Stripe.PaymentMethod, card: Stripe.PaymentMethod.Card): GatewayCard {
  return {
    methodId: method.id,
    brand: card.brand,
    lastFour: card.last4,
    expiresMonth: card.exp_month,
    expiresYear: card.exp_year,
    holderName: method.billing_details.name,
  };
}

async function readMethod(stripe: Stripe, methodId: string): Promise<GatewayMethod | null> {
  try {
    const method = await stripe.paymentMethods.retrieve(methodId);
    if (method.card === undefined) return null;
    return { ...toCard(method, method.card), customerId: method.customer === null ? null : idOf(method.customer) };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
    throw error;
  }
}

async function removeMethod(stripe: Stripe, methodId: string): Promise<void> {
  try {
    await stripe.paymentMethods.detach(methodId);
  } catch (error) {
    // Already detached, or gone: what was asked for is so.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return;
    throw error;
  }
}

async function charge(stripe: Stripe, order: ChargeOrder): Promise<GatewayResult> {
  try {
    return fromPaymentIntent(await createIntent(stripe, order));
  } catch (error) {
    return fromStripeError(error);
  }
}

function createIntent(stripe: Stripe, order: ChargeOrder): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create(
    {
      amount: toStripeAmount(order.amountMinor, order.currency),
      currency: order.currency.toLowerCase(),
      ...(order.customerId === null ? {} : { customer: order.customerId }),
      payment_method: order.methodId,
      allowed_payment_method_types: order.methodFamily === 'DirectDebit' ? ['sepa_debit', 'us_bank_account'] : ['card'],
      confirm: true,
      ...(order.isOffSession ? { off_session: true } : mandate(order)),
      description: order.description,
      metadata: {
        betalt_billing_account_id: order.billingAccountId,
        betalt_payment_id: order.paymentId,
        [METADATA_ATTEMPT]: order.attemptId,
      },
    },
    { idempotencyKey: `betalt-attempt-${order.attemptId}` },
  );
}

/**
 * A bank is told that its holder agreed to be debited: whoever pays has just done so. Without the payer it rests on the mandate that the
 * account has already.
 */
function mandate({ methodFamily }: ChargeOrder): Pick<Stripe.PaymentIntentCreateParams, 'mandate_data'> {
  if (methodFamily !== 'DirectDebit') return {};
  return { mandate_data: { customer_acceptance: { type: 'offline', offline: {} } } };
}

/**
 * Stripe replays even a 500 to the same key, so the payment itself is looked for first, by the attempt's mark in its metadata
 * among the customer's payments since the attempt began. If there is none, the same key starts nothing that was started before,
 * for as long as Stripe remembers keys.
 */
async function recoverCharge(stripe: Stripe, order: ChargeOrder): Promise<GatewayResult> {
  const since = Math.floor(order.startedAt.getTime() / 1000) - 60;
  try {
    for await (const intent of stripe.paymentIntents.list({
      ...(order.customerId === null ? {} : { customer: order.customerId }),
      created: { gte: since },
      limit: 100,
    })) {
      if (intent.metadata[METADATA_ATTEMPT] === order.attemptId) return fromPaymentIntent(intent);
    }
  } catch {
    // NOTE: whatever went wrong here, it was not the charge: what became of that is still unknown, and it is asked about again.
    return { outcome: 'unknown' };
  }
  const keyIsSafe = Date.now() - order.startedAt.getTime() < KEY_IS_SAFE_FOR_MS;
  return keyIsSafe ? chargeAgain(stripe, order) : { outcome: 'not_attempted' };
}

async function chargeAgain(stripe: Stripe, order: ChargeOrder): Promise<GatewayResult> {
  try {
    return fromPaymentIntent(await createIntent(stripe, order));
  } catch (error) {
    return fromRepeatedError(error);
  }
}

async function cancel(stripe: Stripe, gatewayPaymentId: string): Promise<GatewayResult> {
  try {
    return fromPaymentIntent(await stripe.paymentIntents.cancel(gatewayPaymentId));
  } catch (error) {
    // It moved on before we came: what it is now decides.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return readCharge(stripe, gatewayPaymentId);
    return { outcome: 'unknown', gatewayPaymentId };
  }
}

async function readCharge(stripe: Stripe, gatewayPaymentId: string): Promise<GatewayResult> {
  try {
    return fromPaymentIntent(await stripe.paymentIntents.retrieve(gatewayPaymentId));
  } catch {
    return { outcome: 'unknown', gatewayPaymentId };
  }
}

function readWebhook(stripe: Stripe, secret: string, body: Buffer, signature: string) {
  try {
    const event = stripe.webhooks.constructEvent(body, signature, secret);
    return { eventId: event.id, type: event.type, payload: event };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function isReachable(stripe: Stripe): Promise<boolean> {
  try {
    await stripe.events.list({ limit: 1 }, { timeout: 2_000 });
    return true;
  } catch {
    // The readiness check says so to whoever asks; there is nobody else to tell.
    return false;
  }
}

function address(baseUrl: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (baseUrl === undefined) return {};
  const url = new URL(baseUrl);
  return { host: url.hostname, port: url.port, protocol: url.protocol === 'http:' ? 'http' : 'https' };
}

function idOf(reference: string | { id: string } | null): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '');
}
