import { emit } from '../events/emit.ts';
import type { PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { type ErrorWords, Refusal } from '../wire/failures.ts';

/** Leaves the intent to be tried with another method, with the reason kept in `last_payment_error`. `status` is that of the answer. */
export function refuse(tx: Tx, intent: PaymentIntent, method: PaymentMethod, error: ErrorWords, status = 402): Refusal {
  const failed = tx.save<PaymentIntent>({
    ...intent,
    last_payment_error: { ...error, payment_method: method },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(tx, 'payment_intent.payment_failed', failed);
  return new Refusal({ ...error, payment_intent: failed, payment_method: method }, status);
}
