import { requireTypeTaken } from '../intents/method-types.ts';
import { type Confirmation, requireReturnUrl } from '../intents/shared.ts';
import { bankKnows, methodFor, refuseSpent } from '../payment-methods/payment-method.ts';
import type { PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid, type Refusal } from '../wire/failures.ts';
import { payByCard } from './card-payment.ts';
import { payByDebit } from './debit-payment.ts';
import { requireMay } from './payment-intent.ts';

/**
 * Confirms: the bank wants the holder (`requires_action`), takes the money, works on it (`processing`), or declines.
 * A decline is returned as a Refusal and leaves a failed charge and `last_payment_error`.
 */
export function confirmPayment(tx: Tx, intent: PaymentIntent, how: Confirmation): PaymentIntent | Refusal {
  requireMay('confirm', intent);
  requireReturnUrl(intent, how);
  const method = usableMethod(tx, intent, how.paymentMethod);
  requireTypeTaken(intent, method);
  const known = bankKnows(tx, method);
  refuseSpent(known.facts);
  const chosen = tx.save<PaymentIntent>({
    ...intent,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  });
  return known.kind === 'card'
    ? payByCard(tx, { intent: chosen, method, card: known.card, facts: known.facts, withChallenge: false }, how)
    : payByDebit(tx, { intent: chosen, method, account: known.account, facts: known.facts }, how);
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
