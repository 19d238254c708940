import { bankChecks } from '../cards/checks.ts';
import { type DeclineCode, declineError } from '../cards/declines.ts';
import type { TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import { authenticated, requestFor, setupDemand } from '../intents/authentication.ts';
import { type Confirmation, challengeAction, requireReturnUrl } from '../intents/shared.ts';
import { attach, bankKnows, methodFor, refuseSpent } from '../payment-methods/payment-method.ts';
import type { CardFacts, PaymentMethod, SetupAttempt, SetupIntent } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { docUrl, type ErrorBody, invalid, Refusal } from '../wire/failures.ts';
import { requireOpen } from './setup-intent.ts';

interface Attempt {
  readonly intent: SetupIntent;
  readonly method: PaymentMethod;
  readonly card: TestCard;
  readonly facts: CardFacts;
  readonly withChallenge: boolean;
}

/** Confirms the saving of a card: challenge first when its bank wants one, else saved or declined. */
export function confirmSetup(tx: Tx, intent: SetupIntent, how: Confirmation): SetupIntent | Refusal {
  requireOpen('confirm', intent);
  requireReturnUrl(intent, how);
  const id = how.paymentMethod ?? intent.payment_method;
  if (id === null) throw noMethod(intent);
  const method = methodFor(tx, id, 'payment_method');
  if (method.customer !== null && method.customer !== intent.customer) {
    throw invalid('The payment method supplied belongs to another customer.', { param: 'payment_method' });
  }
  const { card, facts } = bankKnows(tx, method);
  refuseSpent(facts);
  const chosen = tx.save<SetupIntent>({
    ...intent,
    payment_method: method.id,
    last_setup_error: null,
    next_action: null,
  });
  const attempt: Attempt = { intent: chosen, method, card, facts, withChallenge: false };
  const demand = setupDemand(card, facts, requestFor(intent.payment_method_options?.card?.request_three_d_secure));
  if (demand === 'challenge') return askHolder(tx, chosen, how);
  return demand === 'nothing' ? settle(tx, attempt) : fail(tx, attempt, declineError('generic_decline'));
}

/** The holder has answered the challenge of an intent that `requires_action`. */
export function finishSetupChallenge(tx: Tx, intent: SetupIntent, completed: boolean): SetupIntent | Refusal {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return intent;
  const method = tx.get('payment_method', intent.payment_method);
  const attempt = {
    intent: { ...intent, next_action: null },
    method,
    ...bankKnows(tx, method),
    withChallenge: completed,
  };
  return completed ? settle(tx, attempt) : fail(tx, attempt, authenticationFailure());
}

function settle(tx: Tx, attempt: Attempt): SetupIntent | Refusal {
  const declined = declineOnSaving(attempt);
  if (declined !== undefined) return fail(tx, attempt, declineError(declined));
  const { intent, method, facts, withChallenge } = attempt;
  if (intent.customer !== null && method.customer === null) attach(tx, method, intent.customer);
  const checked = checkedByBank(tx, attempt);
  tx.setFacts(method.id, { ...facts, setUp: facts.setUp || withChallenge });
  const done = tx.save<SetupIntent>({
    ...intent,
    latest_attempt: storeAttempt(tx, attempt, checked, null).id,
    status: 'succeeded',
  });
  emit(tx, 'setup_intent.succeeded', done);
  return done;
}

function declineOnSaving({ card, facts }: Attempt): DeclineCode | undefined {
  if (card.attachesFine || (card.declines === 'incorrect_cvc' && !facts.cvcGiven)) return undefined;
  return card.declines;
}

/** Saving a card has the bank look at it: what it found is kept on the method. */
function checkedByBank(tx: Tx, { method, card, facts }: Attempt): PaymentMethod {
  const saved = tx.get('payment_method', method.id);
  if (saved.card === undefined) return saved;
  const checks = bankChecks(card, method, facts.cvcGiven);
  return tx.save({ ...saved, card: { ...saved.card, checks } });
}

function askHolder(tx: Tx, intent: SetupIntent, how: Confirmation): SetupIntent {
  const asking = tx.save<SetupIntent>({
    ...intent,
    next_action: challengeAction(tx, intent.client_secret, how),
    status: 'requires_action',
  });
  emit(tx, 'setup_intent.requires_action', asking);
  return asking;
}

function fail(tx: Tx, attempt: Attempt, error: ErrorBody): Refusal {
  const { intent, method } = attempt;
  const setupError = { ...error, payment_method: method } as unknown as NonNullable<SetupIntent['last_setup_error']>;
  const failed = tx.save<SetupIntent>({
    ...intent,
    last_setup_error: setupError,
    latest_attempt: storeAttempt(tx, attempt, method, setupError).id,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(tx, 'setup_intent.setup_failed', failed);
  return new Refusal({ ...error, payment_method: method, setup_intent: failed });
}

function storeAttempt(
  tx: Tx,
  attempt: Attempt,
  method: PaymentMethod,
  error: SetupIntent['last_setup_error'],
): SetupAttempt {
  const { intent, card, withChallenge } = attempt;
  return tx.insert<'setup_attempt'>({
    id: newId('setup_attempt'),
    object: 'setup_attempt',
    application: null,
    created: tx.now,
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: attemptCard(card, method, withChallenge) },
    setup_error: error,
    setup_intent: intent.id,
    status: error === null ? 'succeeded' : 'failed',
    usage: intent.usage,
  });
}

type AttemptCard = NonNullable<SetupAttempt['payment_method_details']['card']>;

function attemptCard(card: TestCard, method: PaymentMethod, withChallenge: boolean): AttemptCard {
  return {
    brand: card.brand,
    checks: method.card?.checks ?? null,
    country: card.country,
    exp_month: method.card?.exp_month ?? null,
    exp_year: method.card?.exp_year ?? null,
    fingerprint: method.card?.fingerprint ?? null,
    funding: card.funding,
    last4: card.number.slice(-4),
    network: card.brand,
    three_d_secure: withChallenge ? authenticated(randomText(24)) : null,
    wallet: null,
  };
}

function authenticationFailure(): ErrorBody {
  const code = 'setup_intent_authentication_failure';
  const message = 'The payment method could not be authenticated. Choose another payment method and try again.';
  return { type: 'invalid_request_error', code, doc_url: docUrl(code), message };
}

function noMethod(intent: SetupIntent): Error {
  return invalid('You cannot confirm this SetupIntent because it is missing a payment method.', {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });
}
