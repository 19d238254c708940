import { bankChecks } from '../cards/checks.ts';
import { type DeclineCode, declineError } from '../cards/declines.ts';
import type { TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import { requestFor, setupDemand } from '../intents/authentication.ts';
import { type Confirmation, challengeAction } from '../intents/shared.ts';
import { attach, bankKnows } from '../payment-methods/payment-method.ts';
import type { CardFacts, PaymentMethod, SetupIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { docUrl, type ErrorWords, type Refusal } from '../wire/failures.ts';
import { cardAttempt, refuseSetup, storeAttempt } from './attempts.ts';

interface Attempt {
  readonly intent: SetupIntent;
  readonly method: PaymentMethod;
  readonly card: TestCard;
  readonly facts: CardFacts;
  readonly withChallenge: boolean;
}

/** Saves a card: challenge first when its bank wants one, else saved or declined. */
export function saveCard(tx: Tx, attempt: Attempt, how: Confirmation): SetupIntent | Refusal {
  const { card, facts, intent } = attempt;
  const demand = setupDemand(card, facts, requestFor(intent.payment_method_options?.card?.request_three_d_secure));
  if (demand === 'challenge') return askHolder(tx, intent, how);
  return demand === 'nothing' ? settle(tx, attempt) : fail(tx, attempt, declineError('generic_decline'));
}

/** The holder has answered the challenge of an intent that `requires_action`. */
export function finishSetupChallenge(tx: Tx, intent: SetupIntent, completed: boolean): SetupIntent | Refusal {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return intent;
  const method = tx.get('payment_method', intent.payment_method);
  const known = bankKnows(tx, method);
  // An intent whose bank account waits for its small deposits has no challenge.
  if (known.kind !== 'card') return intent;
  const waiting = { ...intent, next_action: null };
  const attempt = { intent: waiting, method, card: known.card, facts: known.facts, withChallenge: completed };
  return completed ? settle(tx, attempt) : fail(tx, attempt, authenticationFailure());
}

function settle(tx: Tx, attempt: Attempt): SetupIntent | Refusal {
  const declined = declineOnSaving(attempt);
  if (declined !== undefined) return fail(tx, attempt, declineError(declined));
  const { card, intent, method, facts, withChallenge } = attempt;
  if (intent.customer !== null && method.customer === null) attach(tx, method, intent.customer);
  const checked = checkedByBank(tx, attempt);
  tx.setFacts(method.id, { ...facts, setUp: facts.setUp || withChallenge });
  const done = tx.save<SetupIntent>({
    ...intent,
    latest_attempt: storeAttempt(tx, intent, checked, cardAttempt(card, checked, withChallenge), null).id,
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

function fail(tx: Tx, { card, intent, method, withChallenge }: Attempt, error: ErrorWords): Refusal {
  return refuseSetup(tx, intent, method, cardAttempt(card, method, withChallenge), error);
}

function authenticationFailure(): ErrorWords {
  const code = 'setup_intent_authentication_failure';
  const message = 'The payment method could not be authenticated. Choose another payment method and try again.';
  return { type: 'invalid_request_error', code, doc_url: docUrl(code), message };
}
