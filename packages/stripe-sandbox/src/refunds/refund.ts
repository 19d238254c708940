import { book } from '../balance/balance-transaction.ts';
import { closeDispute, disputesOf } from '../disputes/dispute.ts';
import { isInquiry, isStanding } from '../disputes/terms.ts';
import { emit } from '../events/emit.ts';
import { toMajor } from '../payment-intents/amounts.ts';
import { settleFraudWarnings } from '../radar/early-fraud-warning.ts';
import type { Charge, Refund } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';

export interface RefundWish {
  /** Minor unit; undefined is everything not yet refunded. */
  readonly amount: number | undefined;
  readonly reason: Refund['reason'];
  readonly metadata: Record<string, string>;
}

/** Done at once; `pending` until it succeeds later (card 7726 and every bank debit); or `failing` later (card 5126), see `settleRefund`. */
export type Course = 'at_once' | 'failing' | 'pending';

/** Refunds a charge, whole or in part. */
export function createRefund(tx: Tx, charge: Charge, course: Course, wish: RefundWish): Refund {
  const amount = refundable(tx, charge, wish.amount);
  const isPending = course === 'pending';
  const isCard = charge.payment_method_details?.type === 'card';
  const id = newId('refund', isCard ? undefined : 'pyr');
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
    ...(isCard ? { destination_details: { card: destinationOf(isPending), type: 'card' } } : {}),
    metadata: wish.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(isPending ? { pending_reason: 'processing' as const } : {}),
    reason: wish.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: isPending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  emit(tx, 'refund.created', refund);
  const refunded = withRefunded(tx, charge, amount);
  emit(tx, 'charge.refunded', refunded);
  if (refunded.refunded) endWarnings(tx, refunded);
  if (course !== 'at_once') tx.later(isPending ? 'refund.succeed' : 'refund.fail', id);
  return refund;
}

/** What the bank says later: a pending refund succeeds, or one that had succeeded fails and the money is back. */
export function settleRefund(tx: Tx, refund: Refund, outcome: 'succeed' | 'fail'): Refund {
  if (outcome === 'succeed') {
    const { pending_reason: _ended, ...rest } = refund;
    const settled = tx.save<Refund>({
      ...rest,
      status: 'succeeded',
      ...(refund.destination_details === undefined
        ? {}
        : { destination_details: { card: destinationOf(false), type: 'card' } }),
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

/** Once all is given back there is nothing left to inquire or to be warned about. */
function endWarnings(tx: Tx, charge: Charge): void {
  for (const dispute of disputesOf(tx, charge.id)) if (isInquiry(dispute)) closeDispute(tx, dispute, 'lost');
  settleFraudWarnings(tx, charge);
}

function refundable(tx: Tx, charge: Charge, given: number | undefined): number {
  // What a part capture released counts as refunded already.
  const rest = charge.amount - charge.amount_refunded;
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalid(`Charge ${charge.id} has nothing captured that could be refunded.`, { param: 'charge' });
  }
  if (disputesOf(tx, charge.id).some(isStanding)) {
    throw invalid(`Charge ${charge.id} has been charged back; it cannot be refunded.`, { code: 'charge_disputed' });
  }
  if (rest <= 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amount = given ?? rest;
  if (amount > rest) {
    const { currency } = charge;
    const asked = shownAmount(amount, currency);
    const left = shownAmount(rest, currency);
    throw invalid(`Refund amount (${asked}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  return amount;
}

function shownAmount(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(toMajor(amount, currency));
}

function withRefunded(tx: Tx, charge: Charge, amount: number): Charge {
  const total = charge.amount_refunded + amount;
  return tx.save({ ...charge, amount_refunded: total, refunded: total >= charge.amount });
}

function bookRefund(tx: Tx, id: string, charge: Charge, amount: number): string {
  const category = amount < 0 ? 'refund' : 'refund_failure';
  const type = category === 'refund' && charge.payment_method_details?.type !== 'card' ? 'payment_refund' : category;
  return book(tx, { type, category, source: id, amount, fee: 0, currency: charge.currency, description: null }).id;
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
