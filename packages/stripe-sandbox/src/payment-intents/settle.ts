import { captureCharge } from '../charges/charge.ts';
import { failDebit } from '../charges/debit-charge.ts';
import { openDisputesLater } from '../disputes/test-disputes.ts';
import { emit } from '../events/emit.ts';
import { bankKnows } from '../payment-methods/payment-method.ts';
import type { PaymentIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { requireMay } from './payment-intent.ts';

/** Captures an authorised amount, whole or in part (minor unit); the rest is released. */
export function capturePayment(tx: Tx, intent: PaymentIntent, given: number | undefined): PaymentIntent {
  requireMay('capture', intent);
  const amount = given ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw invalid('You cannot capture more than is capturable.', {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  }
  const known = bankKnows(tx, tx.get('payment_method', intent.payment_method ?? ''));
  if (known.kind !== 'card') throw new Error(`${intent.id} is capturable and was not paid by card`);
  const { card } = known;
  const charge = captureCharge(tx, tx.get('charge', intent.latest_charge ?? ''), intent, amount, card);
  emit(tx, 'charge.captured', charge);
  const paid = tx.save<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    status: 'succeeded',
  });
  emit(tx, 'payment_intent.succeeded', paid);
  openDisputesLater(tx, charge.id, card);
  return paid;
}

/** Gives up an intent; money that was only authorised is released, a debit that its bank works on is called back. */
export function cancelPayment(
  tx: Tx,
  intent: PaymentIntent,
  reason: PaymentIntent['cancellation_reason'] | undefined,
): PaymentIntent {
  requireMay('cancel', intent);
  if (intent.status === 'requires_capture') {
    const charge = tx.get('charge', intent.latest_charge ?? '');
    emit(tx, 'charge.refunded', tx.save({ ...charge, amount_refunded: charge.amount, refunded: true }));
  }
  if (intent.status === 'processing') {
    emit(tx, 'charge.failed', failDebit(tx, tx.get('charge', intent.latest_charge ?? ''), null));
  }
  const canceled = tx.save<PaymentIntent>({
    ...intent,
    amount_capturable: 0,
    canceled_at: tx.now,
    cancellation_reason: reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  emit(tx, 'payment_intent.canceled', canceled);
  return canceled;
}
