import { book, feeOn } from '../balance/balance-transaction.ts';
import { bankChecks } from '../cards/checks.ts';
import { adviceFor, type DeclineCode, decline } from '../cards/declines.ts';
import type { TestCard } from '../cards/test-cards.ts';
import { authenticated } from '../intents/authentication.ts';
import type { CardFacts, Charge, PaymentIntent, PaymentMethod } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { newCharge, receiptUrl } from './new-charge.ts';

export interface Attempt {
  readonly intent: PaymentIntent;
  readonly method: PaymentMethod;
  readonly card: TestCard;
  readonly facts: CardFacts;
  readonly withChallenge: boolean;
}

/** Stores the charge of one attempt: succeeded (captured or only authorised), or failed with the bank's reason. */
export function storeCharge(tx: Tx, attempt: Attempt, declined: DeclineCode | undefined): Charge {
  const { intent, method } = attempt;
  const id = newId('charge');
  const captured = declined === undefined && intent.capture_method !== 'manual';
  const refusal = declined === undefined ? undefined : decline(declined);
  const charge: Charge = {
    ...newCharge(tx, id, intent, method),
    amount_captured: captured ? intent.amount : 0,
    balance_transaction: captured ? bookCharge(tx, id, intent, intent.amount, attempt.card) : null,
    captured,
    failure_code: refusal?.code ?? null,
    failure_message: refusal?.message ?? null,
    outcome: outcomeOf(attempt.card, declined),
    paid: declined === undefined,
    payment_method_details: { type: 'card', card: cardDetails(attempt, declined) },
    receipt_url: declined === undefined ? receiptUrl(tx, id) : null,
    status: declined === undefined ? 'succeeded' : 'failed',
  };
  return tx.insert<'charge'>({ ...charge, object: 'charge' });
}

/** Takes authorised money; the rest of the authorisation is released. */
export function captureCharge(tx: Tx, charge: Charge, intent: PaymentIntent, amount: number, card: TestCard): Charge {
  const released = charge.amount - amount;
  return tx.save({
    ...charge,
    amount_captured: amount,
    amount_refunded: released,
    balance_transaction: bookCharge(tx, charge.id, intent, amount, card),
    captured: true,
  });
}

function bookCharge(tx: Tx, id: string, intent: PaymentIntent, amount: number, card: TestCard): string {
  return book(tx, {
    type: 'charge',
    category: 'charge',
    source: id,
    amount,
    fee: feeOn(amount),
    currency: intent.currency,
    description: intent.description,
    availableAtOnce: card.availableAtOnce === true,
  }).id;
}

function outcomeOf(card: TestCard, declined: DeclineCode | undefined): NonNullable<Charge['outcome']> {
  const score = { normal: 20, elevated: 65, highest: 90 }[card.risk];
  const common = { network_advice_code: null, network_decline_code: null, risk_level: card.risk, risk_score: score };
  if (declined === undefined) {
    const seller_message = 'Payment complete.';
    return {
      ...common,
      advice_code: null,
      network_status: 'approved_by_network',
      reason: null,
      seller_message,
      type: 'authorized',
    };
  }
  if (card.blocked) {
    const seller_message = 'The payment was blocked because its risk is too high.';
    return {
      ...common,
      advice_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      seller_message,
      type: 'blocked',
    };
  }
  return {
    ...common,
    advice_code: adviceFor(declined),
    network_status: 'declined_by_network',
    reason: declined,
    seller_message: `The bank declined the payment: ${declined.replaceAll('_', ' ')}.`,
    type: 'issuer_declined',
  };
}

function cardDetails(
  attempt: Attempt,
  declined: DeclineCode | undefined,
): NonNullable<NonNullable<Charge['payment_method_details']>['card']> {
  const { card, facts, intent, method, withChallenge } = attempt;
  const checks = bankChecks(card, method, facts.cvcGiven);
  return {
    amount_authorized: declined === undefined ? intent.amount : null,
    authorization_code: declined === undefined ? randomText(6).toUpperCase() : null,
    brand: card.brand,
    checks,
    country: card.country,
    electronic_commerce_indicator: withChallenge ? '05' : null,
    exp_month: method.card?.exp_month ?? 1,
    exp_year: method.card?.exp_year ?? 2000,
    extended_authorization: { status: 'disabled' },
    fingerprint: method.card?.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: randomText(15).toUpperCase(),
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: withChallenge ? authenticated(randomText(24)) : null,
    transaction_link_id: null,
    wallet: null,
  };
}
