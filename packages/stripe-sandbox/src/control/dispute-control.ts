import { closeDispute, disputable, openDispute } from '../disputes/dispute.ts';
import { DISPUTE_REASONS, type DisputeReason, isClosed, isInquiry } from '../disputes/terms.ts';
import type { Charge, Dispute } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { onlyWords } from './words.ts';

/** Has the bank dispute any charge: `{ charge | paymentIntent, amount?, reason?, inquiry? }`; the amount is all that is left unless said. */
export function openByControl(tx: Tx, body: unknown): Dispute {
  const words = onlyWords(body, ['charge', 'paymentIntent', 'amount', 'reason', 'inquiry']);
  const charge = chargeOf(tx, words);
  if (charge.status !== 'succeeded' || !charge.captured) throw invalid(`Charge ${charge.id} was not captured.`);
  const left = disputable(tx, charge);
  const amount = words['amount'] ?? left;
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1 || amount > left) {
    throw invalid(`amount must be a whole number from 1 to ${left}, which is neither refunded nor disputed.`);
  }
  const inquiry = words['inquiry'] ?? false;
  if (typeof inquiry !== 'boolean') throw invalid('inquiry must be true or false.');
  if (inquiry && charge.payment_method_details?.type !== 'card') throw invalid('Only the bank of a card inquires.');
  return openDispute(tx, charge, amount, {
    reason: reasonFrom(words['reason'] ?? (inquiry ? 'general' : 'fraudulent')),
    caseType: inquiry ? 'inquiry' : 'chargeback',
    networkCode: '10.4',
  });
}

/** Decides an open dispute: `{ status: 'won' | 'lost' | 'warning_closed' }`; the last is for inquiries, the others are not. */
export function decideByControl(tx: Tx, id: string, body: unknown): Dispute {
  const { status } = onlyWords(body, ['status']);
  const dispute = tx.get('dispute', id);
  if (isClosed(dispute)) throw invalid(`The dispute is ${dispute.status} already.`);
  const allowed = isInquiry(dispute) ? ['warning_closed'] : ['won', 'lost'];
  if (typeof status !== 'string' || !allowed.includes(status)) throw invalid(`status must be ${allowed.join(' or ')}.`);
  return closeDispute(tx, dispute, status === 'won' ? 'won' : 'lost');
}

function chargeOf(tx: Tx, { charge, paymentIntent }: Readonly<Record<string, unknown>>): Charge {
  if (typeof charge === 'string') return tx.get('charge', charge, 'charge');
  if (typeof paymentIntent !== 'string') throw invalid('charge or paymentIntent is needed.');
  const { latest_charge: latest } = tx.get('payment_intent', paymentIntent, 'paymentIntent');
  if (latest === null) throw invalid(`PaymentIntent ${paymentIntent} has no charge.`);
  return tx.get('charge', latest);
}

function reasonFrom(given: unknown): DisputeReason {
  const reason = DISPUTE_REASONS.find((one) => one === given);
  if (reason === undefined) throw invalid(`reason must be one of ${DISPUTE_REASONS.join(', ')}.`);
  return reason;
}
