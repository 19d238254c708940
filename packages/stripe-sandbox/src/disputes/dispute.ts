import { book } from '../balance/balance-transaction.ts';
import type { DisputeKind, TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import type { BalanceTransaction, Charge, Dispute } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { EVIDENCE_NAMES } from './evidence.ts';

const DISPUTE_FEE = 1_500;
const RESPOND_WITHIN_S = 7 * 86_400;

/** Has the bank dispute a charge of a test card that asks for it, a moment after it succeeded. */
export function openDisputesLater(tx: Tx, charge: string, card: TestCard): void {
  if (card.dispute === undefined) return;
  const kinds: readonly DisputeKind[] =
    card.dispute === 'several' ? ['fraudulent', 'product_not_received'] : [card.dispute];
  for (const kind of kinds) tx.later(`dispute.${kind}`, charge);
}

/** Opens a dispute: the money leaves the balance at once, unless it is only an inquiry. */
export function openDispute(tx: Tx, charge: Charge, kind: Exclude<DisputeKind, 'several'>): Dispute {
  const inquiry = kind === 'inquiry';
  const id = newId('dispute');
  const dispute = tx.insert<'dispute'>({
    id,
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: inquiry ? [] : [move(tx, id, charge, -charge.amount, DISPUTE_FEE)],
    charge: charge.id,
    created: tx.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence(),
    evidence_details: {
      due_by: tx.now + RESPOND_WITHIN_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: 'visa',
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: 'visa',
        network_reason_code: kind === 'product_not_received' ? '13.1' : '10.4',
      },
      type: 'card',
    },
    reason: inquiry ? 'general' : kind,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  });
  tx.save({ ...charge, disputed: !inquiry });
  emit(tx, 'charge.dispute.created', dispute);
  if (!inquiry) emit(tx, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** Closes it: won gives the money back, lost leaves it gone. An inquiry only closes. */
export function closeDispute(tx: Tx, dispute: Dispute, outcome: 'won' | 'lost'): Dispute {
  const charge = tx.get('charge', dispute.charge);
  const inquiry = dispute.status.startsWith('warning_');
  const returned = outcome === 'won' && !inquiry ? [move(tx, dispute.id, charge, dispute.amount, -DISPUTE_FEE)] : [];
  const closed = tx.save<Dispute>({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...returned],
    status: inquiry ? 'warning_closed' : outcome,
  });
  if (outcome === 'won') tx.save({ ...charge, disputed: false });
  if (returned.length > 0) emit(tx, 'charge.dispute.funds_reinstated', closed);
  emit(tx, 'charge.dispute.closed', closed);
  return closed;
}

function move(
  tx: Tx,
  source: string,
  charge: Charge,
  amount: number,
  fee: number,
): Dispute['balance_transactions'][number] {
  const category = amount < 0 ? 'dispute' : 'dispute_reversal';
  const description = `Chargeback for ${charge.id}`;
  const booked: BalanceTransaction = book(tx, {
    type: 'adjustment',
    category,
    source,
    amount,
    fee,
    currency: charge.currency,
    description,
  });
  return booked;
}

function emptyEvidence(): Dispute['evidence'] {
  const empty = Object.fromEntries(EVIDENCE_NAMES.map((name) => [name, null]));
  return { ...empty, enhanced_evidence: {} } as Dispute['evidence'];
}
