import { createHash } from 'node:crypto';
import { type TestCard, testCardByName } from '../cards/test-cards.ts';
import { addressOf } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import type { CardFacts, PaymentMethod } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';

export interface CardTyped {
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvcGiven: boolean;
}

/** Makes and stores a PaymentMethod of a test card. The number itself is not kept: only which test card it is. */
export function storeCard(
  tx: Tx,
  card: TestCard,
  typed: CardTyped,
  billing: PaymentMethod['billing_details'],
): PaymentMethod {
  const method: PaymentMethod = {
    id: newId('payment_method'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing,
    card: cardOf(card, typed),
    created: tx.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
  const facts: CardFacts = { card: card.name, cvcGiven: typed.cvcGiven, setUp: false, spent: false };
  tx.setFacts(method.id, facts);
  return tx.insert<'payment_method'>(method);
}

/** Finds a PaymentMethod, or makes one for Stripe's ready-made test names (`pm_card_visa`). */
export function methodFor(tx: Tx, id: string, param?: string): PaymentMethod {
  const card = id.startsWith('pm_card_') ? testCardByName(id.slice('pm_card_'.length)) : undefined;
  if (card === undefined) return tx.get('payment_method', id, param);
  const expYear = new Date(tx.occasion.nowMs).getUTCFullYear() + 4;
  return storeCard(tx, card, { expMonth: 12, expYear, cvcGiven: true }, noBilling());
}

/** Which test card a stored method is, and what the bank remembers of it. */
export function bankKnows(tx: Tx, method: PaymentMethod): { card: TestCard; facts: CardFacts } {
  const facts = tx.cardFacts(method.id);
  const card = facts && testCardByName(facts.card);
  if (facts === undefined || card === undefined) throw new Error(`payment method ${method.id} has lost its facts`);
  return { card, facts };
}

export function attach(tx: Tx, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalid('This PaymentMethod is attached to another customer; detach it first.', { param: 'payment_method' });
  }
  refuseSpent(bankKnows(tx, method).facts);
  const attached = tx.save({ ...method, customer });
  emit(tx, 'payment_method.attached', attached);
  return attached;
}

/** A detached card may not be used again. */
export function detach(tx: Tx, method: PaymentMethod): PaymentMethod {
  const customer = method.customer;
  if (customer === null) {
    throw invalid('The payment method you provided is not attached to a customer so detachment is impossible.');
  }
  tx.setFacts(method.id, { ...bankKnows(tx, method).facts, spent: true });
  const detached = tx.save({ ...method, customer: null });
  emit(tx, 'payment_method.detached', detached, { customer });
  const owner = tx.find('customer', customer);
  if (owner?.invoice_settings?.default_payment_method === method.id) {
    tx.save({ ...owner, invoice_settings: { ...owner.invoice_settings, default_payment_method: null } });
  }
  return detached;
}

export function refuseSpent(facts: CardFacts): void {
  if (!facts.spent) return;
  throw invalid(
    'This PaymentMethod was used before without a customer, or was detached from one, and may not be used again. Attach a PaymentMethod to a customer first to use it more than once.',
    { param: 'payment_method' },
  );
}

export function noBilling(): PaymentMethod['billing_details'] {
  return { address: addressOf({}), email: null, name: null, phone: null, tax_id: null };
}

function cardOf(card: TestCard, typed: CardTyped): NonNullable<PaymentMethod['card']> {
  return {
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: typed.cvcGiven ? 'unchecked' : null,
    },
    country: card.country,
    display_brand: card.networks[0] === 'cartes_bancaires' ? 'cartes_bancaires' : card.brand,
    exp_month: typed.expMonth,
    exp_year: typed.expYear,
    fingerprint: createHash('sha256').update(`fingerprint:${card.name}`).digest('base64url').slice(0, 16),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [...card.networks], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}
