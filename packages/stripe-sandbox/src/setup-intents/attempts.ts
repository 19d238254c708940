import type { TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import { authenticated } from '../intents/authentication.ts';
import type { PaymentMethod, SetupAttempt, SetupIntent } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { type ErrorWords, Refusal } from '../wire/failures.ts';

/** Stores what came of one attempt at saving a method: succeeded unless there is an error. */
export function storeAttempt(
  tx: Tx,
  intent: SetupIntent,
  method: PaymentMethod,
  details: SetupAttempt['payment_method_details'],
  error: SetupIntent['last_setup_error'],
): SetupAttempt {
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
    payment_method_details: details,
    setup_error: error,
    setup_intent: intent.id,
    status: error === null ? 'succeeded' : 'failed',
    usage: intent.usage,
  });
}

/** Leaves the intent to be tried with another method, with the reason kept in `last_setup_error`. `status` is that of the answer. */
export function refuseSetup(
  tx: Tx,
  intent: SetupIntent,
  method: PaymentMethod,
  details: SetupAttempt['payment_method_details'],
  error: ErrorWords,
  status = 402,
): Refusal {
  const setupError = { ...error, payment_method: method };
  const failed = tx.save<SetupIntent>({
    ...intent,
    last_setup_error: setupError,
    latest_attempt: storeAttempt(tx, intent, method, details, setupError).id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(tx, 'setup_intent.setup_failed', failed);
  return new Refusal({ ...error, payment_method: method, setup_intent: failed }, status);
}

export function cardAttempt(
  card: TestCard,
  method: PaymentMethod,
  withChallenge: boolean,
): SetupAttempt['payment_method_details'] {
  return { type: 'card', card: cardDetails(card, method, withChallenge) };
}

type AttemptCard = NonNullable<SetupAttempt['payment_method_details']['card']>;

function cardDetails(card: TestCard, method: PaymentMethod, withChallenge: boolean): AttemptCard {
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
