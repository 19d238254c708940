import type { TestCard } from '../cards/test-cards.ts';
import { emit } from '../events/emit.ts';
import { storeFraudWarning } from '../radar/early-fraud-warning.ts';
import type { Charge, Dispute } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { disputable, openDispute } from './dispute.ts';
import { TEST_TERMS, type TestDispute } from './terms.ts';

/** Has the bank dispute a charge, or warn of it, when its test card asks for that, a moment after it succeeded. */
export function openDisputesLater(tx: Tx, charge: string, card: TestCard): void {
  if (card.warnsOfFraud) tx.later('fraud.warn', charge);
  if (card.dispute === 'several') {
    tx.later('dispute.first-of-two', charge);
    tx.later('dispute.rest', charge);
  } else if (card.dispute !== undefined) tx.later(`dispute.${card.dispute}`, charge);
}

type Opening = (tx: Tx, charge: Charge) => void;

/** What `openDisputesLater` puts off, by the name under which it does. */
export const OPENINGS: Readonly<Record<string, Opening>> = {
  'fraud.warn': (tx, charge) => emit(tx, 'radar.early_fraud_warning.created', storeFraudWarning(tx, charge)),
  'dispute.first-of-two': (tx, charge) => openWhole(tx, charge, 'fraudulent', 2),
  'dispute.rest': (tx, charge) => openWhole(tx, charge, 'product_not_received'),
  ...Object.fromEntries(
    (Object.keys(TEST_TERMS) as TestDispute[]).map((name): [string, Opening] => [
      `dispute.${name}`,
      (tx, charge) => openWhole(tx, charge, name),
    ]),
  ),
};

/** The bank of a debited account takes the money back at once. */
export function openDebitDispute(tx: Tx, charge: Charge): Dispute {
  return openDispute(tx, charge, charge.amount, {
    reason: 'debit_not_authorized',
    caseType: 'chargeback',
    networkCode: null,
  });
}

/** Disputes what is left of a charge, or a part of it; nothing is left when it was refunded meanwhile. */
function openWhole(tx: Tx, charge: Charge, name: TestDispute, parts = 1): void {
  const amount = Math.ceil(disputable(tx, charge) / parts);
  if (amount > 0) openDispute(tx, charge, amount, TEST_TERMS[name]);
}
