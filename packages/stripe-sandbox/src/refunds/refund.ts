import { book } from '../balance/balance-transaction.ts';
import type { TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import type { Charge, Refund } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';

export interface RefundWish {
  /** Minor unit; undefined is everything not yet refunded. */
  readonly amount: number | undefined;
  readonly reason: Refund['reason'];
  readonly metadata: Record<string, string>;
}

/** Refunds a charge, whole or in part; cards 7726 and 5126 settle later, see `settleRefund`. */
export function createRefund(tx: Tx, charge: Charge, card: TestCard, wish: RefundWish): Refund {
  const amount = refundable(charge, wish.amount);
  const pending = card.refund === 'pending';
  const id = newId('refund');
  const refund = tx.insert<'refund'>({
    id,
    object: 'refund',
    amount,
    balance_transaction: bookRefund(tx, id, charge, -amount),
    charge: charge.id,
    created: tx.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: destinationOf(pending), type: 'card' },
    metadata: wish.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  emit(tx, 'refund.created', refund);
  emit(tx, 'charge.refunded', withRefunded(tx, charge, amount));
  if (card.refund !== undefined) tx.later(card.refund === 'pending' ? 'refund.succeed' : 'refund.fail', id);
  return refund;
}

/** What the bank says later: a pending refund succeeds, or one that had succeeded fails and the money is back. */
export function settleRefund(tx: Tx, refund: Refund, outcome: 'succeed' | 'fail'): Refund {
  if (outcome === 'succeed') {
    const settled = tx.save<Refund>({
      ...refund,
      status: 'succeeded',
      destination_details: { card: destinationOf(false), type: 'card' },
    });
    emit(tx, 'refund.updated', settled);
    emit(tx, 'charge.refund.updated', settled);
    return settled;
  }
  const charge = tx.get('charge', refund.charge ?? '');
  withRefunded(tx, charge, -refund.amount);
  const failed = tx.save<Refund>({
    ...refund,
    failure_balance_transaction: bookRefund(tx, refund.id, charge, refund.amount),
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  });
  emit(tx, 'refund.failed', failed);
  emit(tx, 'refund.updated', failed);
  emit(tx, 'charge.refund.updated', failed);
  return failed;
}

function refundable(charge: Charge, given: number | undefined): number {
  // What a part capture released counts as refunded already.
  const rest = charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalid(`Charge ${charge.id} has nothing captured that could be refunded.`, { param: 'charge' });
  }
  if (charge.disputed) {
    throw invalid(`Charge ${charge.id} has been charged back; it cannot be refunded.`, { code: 'charge_disputed' });
  }
  if (rest <= 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amount = given ?? rest;
  if (amount > rest) {
    throw invalid(`Refund amount (${amount}) is greater than the unrefunded amount on the charge (${rest}).`, {
      param: 'amount',
    });
  }
  return amount;
}

function withRefunded(tx: Tx, charge: Charge, amount: number): Charge {
  const total = charge.amount_refunded + amount;
  return tx.save({ ...charge, amount_refunded: total, refunded: total >= charge.amount });
}

function bookRefund(tx: Tx, id: string, charge: Charge, amount: number): string {
  const type = amount < 0 ? 'refund' : 'refund_failure';
  return book(tx, { type, category: type, source: id, amount, fee: 0, currency: charge.currency, description: null })
    .id;
}

function destinationOf(pending: boolean) {
  const type = 'refund' as const;
  return pending
    ? { type, reference_status: 'pending' as const, reference_type: 'acquirer_reference_number' as const }
    : {
        type,
        reference: randomText(12),
        reference_status: 'available' as const,
        reference_type: 'acquirer_reference_number' as const,
      };
}
