import { type DeclineCode, declineError } from '../cards/declines.ts';
import { type Attempt, storeCharge } from '../charges/charge.ts';
import { openDisputesLater } from '../disputes/test-disputes.ts';
import { emit } from '../events/emit.ts';
import { paymentDemand, requestFor } from '../intents/authentication.ts';
import { type Confirmation, challengeAction } from '../intents/shared.ts';
import { attach, bankKnows } from '../payment-methods/payment-method.ts';
import type { PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { docUrl, type ErrorWords, type Refusal } from '../wire/failures.ts';
import { refuse } from './refuse.ts';

/** Pays by card: the bank wants the holder (`requires_action`), takes the money, or declines. */
export function payByCard(tx: Tx, attempt: Attempt, how: Confirmation): PaymentIntent | Refusal {
  const { card, facts, intent } = attempt;
  const request = requestFor(intent.payment_method_options?.card?.request_three_d_secure);
  switch (paymentDemand(card, facts, how.offSession, request)) {
    case 'challenge':
      return askHolder(tx, intent, how);
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
  const known = bankKnows(tx, method);
  // An intent whose bank account waits for its small deposits has no challenge.
  if (known.kind !== 'card') return intent;
  const waiting = { ...intent, next_action: null };
  if (!completed) return failAuthentication(tx, waiting, method);
  return charge(tx, { intent: waiting, method, card: known.card, facts: known.facts, withChallenge: true });
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
  const error: ErrorWords = { ...declineError(declined), charge: charged.id };
  return refuse(tx, { ...attempt.intent, latest_charge: charged.id }, attempt.method, error);
}

function failAuthentication(tx: Tx, intent: PaymentIntent, method: PaymentMethod): Refusal {
  const code = 'payment_intent_authentication_failure';
  const message = 'The payment method could not be authenticated. Choose another payment method and try again.';
  return refuse(tx, intent, method, { type: 'invalid_request_error', code, doc_url: docUrl(code), message });
}
