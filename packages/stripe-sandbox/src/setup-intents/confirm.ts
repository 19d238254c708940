import { requireTypeTaken } from '../intents/method-types.ts';
import { type Confirmation, requireReturnUrl } from '../intents/shared.ts';
import { bankKnows, methodFor, refuseSpent } from '../payment-methods/payment-method.ts';
import type { SetupIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid, type Refusal } from '../wire/failures.ts';
import { saveCard } from './card-setup.ts';
import { saveAccount } from './debit-setup.ts';
import { requireOpen } from './setup-intent.ts';

/** Confirms the saving of a method: saved, declined, or the holder must do something first (`requires_action`). */
export function confirmSetup(tx: Tx, intent: SetupIntent, how: Confirmation): SetupIntent | Refusal {
  requireOpen('confirm', intent);
  requireReturnUrl(intent, how);
  const id = how.paymentMethod ?? intent.payment_method;
  if (id === null) throw noMethod(intent);
  const method = methodFor(tx, id, 'payment_method');
  if (method.customer !== null && method.customer !== intent.customer) {
    throw invalid('The payment method supplied belongs to another customer.', { param: 'payment_method' });
  }
  requireTypeTaken(intent, method);
  const known = bankKnows(tx, method);
  refuseSpent(known.facts);
  const chosen = tx.save<SetupIntent>({
    ...intent,
    payment_method: method.id,
    last_setup_error: null,
    next_action: null,
  });
  return known.kind === 'card'
    ? saveCard(tx, { intent: chosen, method, card: known.card, facts: known.facts, withChallenge: false }, how)
    : saveAccount(tx, { intent: chosen, method, account: known.account, facts: known.facts }, how);
}

function noMethod(intent: SetupIntent): Error {
  return invalid('You cannot confirm this SetupIntent because it is missing a payment method.', {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });
}
