import { createHash } from 'node:crypto';
import { TEST_ROUTING_NUMBER, type TestAccount, testAccountByName } from '../bank-debits/test-accounts.ts';
import { type TestCard, testCardByName } from '../cards/test-cards.ts';
import { addressOf } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import type { AccountFacts, CardFacts, MethodFacts, PaymentMethod } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';

export interface CardTyped {
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvcGiven: boolean;
}

export interface AccountGiven {
  readonly holderType: 'company' | 'individual';
  readonly accountType: 'checking' | 'savings';
  readonly isVerified: boolean;
}

/** Makes and stores a PaymentMethod of a test card. The number itself is not kept: only which test card it is. */
export function storeCard(
  tx: Tx,
  card: TestCard,
  typed: CardTyped,
  billing: PaymentMethod['billing_details'],
): PaymentMethod {
  const facts: CardFacts = { card: card.name, cvcGiven: typed.cvcGiven, setUp: false, spent: false };
  return storeMethod(tx, { ...newMethod(tx, billing), card: cardOf(card, typed), type: 'card' }, facts);
}

/** As `storeCard`, of a test bank account. */
export function storeAccount(
  tx: Tx,
  account: TestAccount,
  given: AccountGiven,
  billing: PaymentMethod['billing_details'],
): PaymentMethod {
  const facts: AccountFacts = {
    account: account.name,
    isVerified: given.isVerified || account.type === 'sepa_debit',
    wrongTries: 0,
    mandate: null,
    waitingMandate: null,
    spent: false,
  };
  return storeMethod(tx, { ...newMethod(tx, billing), ...accountOf(account, given) }, facts);
}

function newMethod(tx: Tx, billing: PaymentMethod['billing_details']) {
  return {
    id: newId('payment_method'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing,
    created: tx.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  } as const satisfies Partial<PaymentMethod>;
}

function storeMethod(tx: Tx, method: PaymentMethod, facts: MethodFacts): PaymentMethod {
  tx.setFacts(method.id, facts);
  return tx.insert<'payment_method'>({ ...method, object: 'payment_method' });
}

/** Finds a PaymentMethod, or makes one for Stripe's ready-made test names (`pm_card_visa`, `pm_success_at`). */
export function methodFor(tx: Tx, id: string, param?: string): PaymentMethod {
  const card = id.startsWith('pm_card_') ? testCardByName(id.slice('pm_card_'.length)) : undefined;
  if (card !== undefined) {
    const expYear = new Date(tx.occasion.nowMs).getUTCFullYear() + 4;
    return storeCard(tx, card, { expMonth: 12, expYear, cvcGiven: true }, noBilling());
  }
  const account = id.startsWith('pm_') ? testAccountByName(id.slice('pm_'.length)) : undefined;
  if (account === undefined) return tx.get('payment_method', id, param);
  // A ready-made account is verified, so that one call brings a payment to processing; one given by its number is not.
  const isVerified = account.failsMicrodeposits !== true;
  return storeAccount(
    tx,
    account,
    { holderType: 'individual', accountType: 'checking', isVerified },
    readyMadeHolder(),
  );
}

/** Which test card or account a stored method is, and what the bank remembers of it. */
export type Known =
  | { readonly kind: 'card'; readonly card: TestCard; readonly facts: CardFacts }
  | { readonly kind: 'account'; readonly account: TestAccount; readonly facts: AccountFacts };

export function bankKnows(tx: Tx, method: PaymentMethod): Known {
  const facts = tx.methodFacts(method.id);
  if (facts !== undefined && 'card' in facts) {
    const card = testCardByName(facts.card);
    if (card !== undefined) return { kind: 'card', card, facts };
  } else if (facts !== undefined) {
    const account = testAccountByName(facts.account);
    if (account !== undefined) return { kind: 'account', account, facts };
  }
  throw new Error(`payment method ${method.id} has lost its facts`);
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

export function refuseSpent(facts: MethodFacts): void {
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
    fingerprint: fingerprintOf(card.name),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [...card.networks], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function accountOf(
  account: TestAccount,
  given: AccountGiven,
): Pick<PaymentMethod, 'sepa_debit' | 'type' | 'us_bank_account'> {
  const common = { fingerprint: fingerprintOf(account.name), last4: account.number.slice(-4) };
  if (account.type === 'sepa_debit') {
    const { bankCode, country } = account;
    const generated_from = { charge: null, setup_attempt: null };
    return {
      sepa_debit: { ...common, bank_code: bankCode, branch_code: '', country, generated_from },
      type: 'sepa_debit',
    };
  }
  return {
    type: 'us_bank_account',
    us_bank_account: {
      ...common,
      account_holder_type: given.holderType,
      account_type: given.accountType,
      bank_name: 'SANDBOX TEST BANK',
      financial_connections_account: null,
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: TEST_ROUTING_NUMBER,
      status_details: {},
    },
  };
}

function readyMadeHolder(): PaymentMethod['billing_details'] {
  return { ...noBilling(), email: 'payer@example.com', name: 'Test Payer' };
}

/** The same for every method of one card or account, by which merchants see that it is. */
function fingerprintOf(name: string): string {
  return createHash('sha256').update(`fingerprint:${name}`).digest('base64url').slice(0, 16);
}
