import { book } from '../balance/balance-transaction.ts';
import { emit } from '../events/emit.ts';
import type { BalanceTransaction, Charge, Dispute } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { eligibilityOf } from './enhanced.ts';
import { NO_EVIDENCE } from './evidence.ts';
import { isClosed, isInquiry, isStanding, type Terms } from './terms.ts';

const DISPUTE_FEE = 1_500;
const RESPOND_WITHIN_S = 7 * 86_400;

/**
 * Opens a dispute of `amount` (minor unit): the money leaves the balance at once, unless it is only an inquiry.
 * A dispute of a bank debit cannot be answered: it is lost as soon as it is there, https://docs.stripe.com/payments/sepa-debit#disputed-payments
 */
export function openDispute(tx: Tx, charge: Charge, amount: number, terms: Terms): Dispute {
  const isInquiryCase = terms.caseType === 'inquiry';
  const card = charge.payment_method_details?.card;
  const id = newId('dispute');
  const withdrawn = isInquiryCase ? [] : [move(tx, id, charge, -amount, DISPUTE_FEE)];
  const dispute = tx.insert<'dispute'>({
    id,
    object: 'dispute',
    amount,
    balance_transactions: withdrawn,
    charge: charge.id,
    created: tx.now,
    currency: charge.currency,
    enhanced_eligibility_types: terms.enhanced === undefined ? [] : [terms.enhanced],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: card === undefined ? null : tx.now + RESPOND_WITHIN_S,
      enhanced_eligibility: eligibilityOf(terms.enhanced, {}),
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: terms.isSmart ? 'smart_disputes' : null,
    is_charge_refundable: isInquiryCase,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...(card === undefined ? {} : { payment_method_details: cardCase(card.brand ?? 'visa', terms) }),
    reason: terms.reason,
    status: card === undefined ? 'lost' : isInquiryCase ? 'warning_needs_response' : 'needs_response',
  });
  if (!isInquiryCase) tx.save<Charge>({ ...charge, disputed: true });
  announce(tx, dispute);
  return dispute;
}

export type Outcome = 'won' | 'lost' | 'warning_closed';

/** Closes it: won gives the money back, lost leaves it gone; an inquiry only closes. What is closed stays as it is. */
export function closeDispute(tx: Tx, dispute: Dispute, outcome: 'won' | 'lost'): Dispute {
  if (isClosed(dispute)) return dispute;
  const status: Outcome = isInquiry(dispute) ? 'warning_closed' : outcome;
  const charge = tx.get('charge', dispute.charge);
  const returned = status === 'won' ? [move(tx, dispute.id, charge, dispute.amount, -DISPUTE_FEE)] : [];
  const closed = tx.save<Dispute>({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...returned],
    is_charge_refundable: status !== 'lost',
    status,
  });
  if (returned.length > 0) emit(tx, 'charge.dispute.funds_reinstated', closed);
  emit(tx, 'charge.dispute.closed', closed);
  return closed;
}

/** An inquiry becomes a chargeback: now the money is withdrawn. */
export function escalateInquiry(tx: Tx, dispute: Dispute): Dispute {
  if (isClosed(dispute) || !isInquiry(dispute)) return dispute;
  const charge = tx.get('charge', dispute.charge);
  const { payment_method_details: details } = dispute;
  const escalated = tx.save<Dispute>({
    ...dispute,
    balance_transactions: [move(tx, dispute.id, charge, -dispute.amount, DISPUTE_FEE)],
    is_charge_refundable: false,
    ...(details?.card === undefined
      ? {}
      : { payment_method_details: { ...details, card: { ...details.card, case_type: 'chargeback' } } }),
    status: 'needs_response',
  });
  tx.save<Charge>({ ...charge, disputed: true });
  emit(tx, 'charge.dispute.updated', escalated);
  emit(tx, 'charge.dispute.funds_withdrawn', escalated);
  return escalated;
}

/** Nobody answered in time. */
export function expireDispute(tx: Tx, dispute: Dispute): void {
  const isUnanswered = dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
  if (!isUnanswered) return;
  const details = { ...dispute.evidence_details, past_due: true };
  closeDispute(tx, tx.save<Dispute>({ ...dispute, evidence_details: details }), 'lost');
}

export function disputesOf(tx: Tx, charge: string): Dispute[] {
  return tx.store
    .all(`select body from objects where object = 'dispute' and charge = ? order by seq`, charge)
    .map((row) => JSON.parse(String(row['body'])) as Dispute);
}

/** How much of a charge (minor unit) is neither refunded nor disputed already. */
export function disputable(tx: Tx, charge: Charge): number {
  const standing = disputesOf(tx, charge.id).filter(isStanding);
  return charge.amount - charge.amount_refunded - standing.reduce((sum, one) => sum + one.amount, 0);
}

function announce(tx: Tx, dispute: Dispute): void {
  emit(tx, 'charge.dispute.created', dispute);
  if (!isInquiry(dispute)) emit(tx, 'charge.dispute.funds_withdrawn', dispute);
  if (isClosed(dispute)) emit(tx, 'charge.dispute.closed', dispute);
  else tx.later('dispute.expire', dispute.id, RESPOND_WITHIN_S * 1_000);
}

function cardCase(brand: string, { caseType, networkCode }: Terms): NonNullable<Dispute['payment_method_details']> {
  return {
    card: { brand, case_type: caseType, network: brand, network_reason_code: networkCode },
    type: 'card',
  };
}

function move(tx: Tx, source: string, charge: Charge, amount: number, fee: number): BalanceTransaction {
  return book(tx, {
    type: 'adjustment',
    category: amount < 0 ? 'dispute' : 'dispute_reversal',
    source,
    amount,
    fee,
    feeFor: 'Dispute fee',
    currency: charge.currency,
    description: `Chargeback for ${charge.id}`,
  });
}
