import { type DeclineCode, declineError } from '../cards/declines.ts';
import { type Attempt, storeCharge } from '../charges/charge.ts';
import { openDisputesLater } from '../disputes/dispute.ts';
import { emit } from '../events/emit.ts';
import { paymentDemand, requestFor } from '../intents/authentication.ts';
import { type Confirmation, challengeAction, requireReturnUrl } from '../intents/shared.ts';
import { attach, bankKnows, methodFor, refuseSpent } from '../payment-methods/payment-method.ts';
import type { PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { docUrl, type ErrorBody, invalid, Refusal } from '../wire/failures.ts';
import { requireMay } from './payment-intent.ts';

/**
 * Confirms: the bank wants the holder (`requires_action`), takes the money, or declines.
 * A decline is returned as a Refusal and leaves a failed charge and `last_payment_error`.
 */
export function confirmPayment(tx: Tx, intent: PaymentIntent, how: Confirmation): PaymentIntent | Refusal {
  requireMay('confirm', intent);
  requireReturnUrl(intent, how);
  const method = usableMethod(tx, intent, how.paymentMethod);
  const { card, facts } = bankKnows(tx, method);
  refuseSpent(facts);
  const chosen = tx.save<PaymentIntent>({
    ...intent,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  });
  const attempt: Attempt = { intent: chosen, method, card, facts, withChallenge: false };
  switch (
    paymentDemand(card, facts, how.offSession, requestFor(intent.payment_method_options?.card?.request_three_d_secure))
  ) {
    case 'challenge':
      return askHolder(tx, chosen, how);
    case 'refuse':
      return fail(tx, attempt, 'authentication_required');
    case 'lookup_failed':
      return fail(tx, attempt, card.authentication === 'optional_failing' ? 'processing_error' : 'generic_decline');
    case 'nothing':
      return charge(tx, attempt);
  }
}

/** The holder has answered the challenge of an intent that `requires_action`. */
export function finishPaymentChallenge(tx: Tx, intent: PaymentIntent, completed: boolean): PaymentIntent | Refusal {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return intent;
  const method = tx.get('payment_method', intent.payment_method);
  const waiting = { ...intent, next_action: null };
  if (!completed) return failAuthentication(tx, waiting, method);
  return charge(tx, { intent: waiting, method, ...bankKnows(tx, method), withChallenge: true });
}

function charge(tx: Tx, attempt: Attempt): PaymentIntent | Refusal {
  const declined = declineOnPaying(attempt, new Date(tx.occasion.nowMs));
  return declined === undefined ? succeed(tx, attempt) : fail(tx, attempt, declined);
}

/** A card is good through its month; a wrong security code is only seen when one was given. */
function declineOnPaying({ card, facts, method }: Attempt, today: Date): DeclineCode | undefined {
  const { exp_year: year, exp_month: month } = method.card ?? { exp_year: Infinity, exp_month: 12 };
  const isExpired = year * 12 + month < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  if (isExpired) return 'expired_card';
  return card.declines === 'incorrect_cvc' && !facts.cvcGiven ? undefined : card.declines;
}

function succeed(tx: Tx, attempt: Attempt): PaymentIntent {
  const { intent, method, card } = attempt;
  const charged = storeCharge(tx, attempt, undefined);
  emit(tx, 'charge.succeeded', charged);
  const captured = charged.captured;
  const paid = tx.save<PaymentIntent>({
    ...intent,
    amount_capturable: captured ? 0 : intent.amount,
    amount_received: captured ? intent.amount : 0,
    latest_charge: charged.id,
    status: captured ? 'succeeded' : 'requires_capture',
  });
  keepOrSpend(tx, attempt);
  emit(tx, captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', paid);
  if (captured) openDisputesLater(tx, charged.id, card);
  return { ...paid, payment_method: method.id };
}

/** A method used for a customer who wants it kept is attached; one of nobody's may not be used twice. */
function keepOrSpend(tx: Tx, attempt: Attempt): void {
  const { intent, method, facts, withChallenge } = attempt;
  const keep = intent.setup_future_usage !== null && intent.customer !== null;
  if (keep && method.customer === null) attach(tx, method, intent.customer ?? '');
  const setUp = facts.setUp || (keep && withChallenge && intent.setup_future_usage === 'off_session');
  const spent = !keep && method.customer === null;
  tx.setFacts(method.id, { ...facts, setUp, spent });
}

function askHolder(tx: Tx, intent: PaymentIntent, how: Confirmation): PaymentIntent {
  const asking = tx.save<PaymentIntent>({
    ...intent,
    next_action: challengeAction(tx, intent.client_secret, how),
    status: 'requires_action',
  });
  emit(tx, 'payment_intent.requires_action', asking);
  return asking;
}

function fail(tx: Tx, attempt: Attempt, declined: DeclineCode): Refusal {
  const charged = storeCharge(tx, attempt, declined);
  emit(tx, 'charge.failed', charged);
  const error: ErrorBody = { ...declineError(declined), charge: charged.id };
  return refuse(tx, { ...attempt.intent, latest_charge: charged.id }, attempt.method, error);
}

function failAuthentication(tx: Tx, intent: PaymentIntent, method: PaymentMethod): Refusal {
  const code = 'payment_intent_authentication_failure';
  const message = 'The payment method could not be authenticated. Choose another payment method and try again.';
  return refuse(tx, intent, method, { type: 'invalid_request_error', code, doc_url: docUrl(code), message });
}

function refuse(tx: Tx, intent: PaymentIntent, method: PaymentMethod, error: ErrorBody): Refusal {
  const failed = tx.save<PaymentIntent>({
    ...intent,
    last_payment_error: { ...error, payment_method: method } as unknown as PaymentIntent['last_payment_error'],
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(tx, 'payment_intent.payment_failed', failed);
  return new Refusal({ ...error, payment_intent: failed, payment_method: method });
}

function usableMethod(tx: Tx, intent: PaymentIntent, given: string | undefined): PaymentMethod {
  const id = given ?? intent.payment_method;
  if (id === null) {
    throw invalid('You cannot confirm this PaymentIntent because it is missing a payment method.', {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  }
  const method = methodFor(tx, id, 'payment_method');
  if (method.customer !== null && method.customer !== intent.customer) {
    throw invalid('The payment method supplied belongs to a customer that is not the one of this PaymentIntent.', {
      param: 'payment_method',
    });
  }
  return method;
}
