import { accountFields, createAccount, needed } from '../bank-debits/account-entry.ts';
import { brandOf } from '../cards/brands.ts';
import { entryError } from '../cards/card-entry.ts';
import { type DeclineCode, declineError } from '../cards/declines.ts';
import { type TestCard, testCardByNumber } from '../cards/test-cards.ts';
import { addressOf, mergeMetadata } from '../customers/customer.ts';
import { addressFields } from '../customers/endpoints.ts';
import { emit } from '../events/emit.ts';
import type { PaymentMethod } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint } from '../wire/endpoint.ts';
import { invalid, Refusal, RequestFailure } from '../wire/failures.ts';
import { choice, clearable, group, integer, list, metadata, type Parsed, required, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { attach, bankKnows, detach, methodFor, storeCard } from './payment-method.ts';

const expand = list(text());
const billing = group({
  address: group(addressFields),
  email: clearable(),
  name: clearable(),
  phone: clearable(),
  tax_id: clearable(),
});
const cardFields = group({
  number: required(text(32)),
  exp_month: required(integer()),
  exp_year: required(integer()),
  cvc: text(8),
});

export const paymentMethodEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/payment_methods',
    access: 'browser',
    fields: {
      type: required(choice('card', 'sepa_debit', 'us_bank_account')),
      card: cardFields,
      ...accountFields,
      billing_details: billing,
      metadata: metadata(),
      expand,
    },
    run(tx, { params, key }) {
      if (params.type === 'card' && key === 'secret') throw rawNumberRefused();
      const details = billingOf(params.billing_details);
      const made =
        params.type === 'card'
          ? createFromNumber(tx, needed(params.card, 'card'), details)
          : createAccount(tx, params.type, params, details);
      return made instanceof Refusal || !params.metadata ? made : tx.save({ ...made, metadata: params.metadata });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => methodFor(tx, id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_methods/:id',
    access: 'secret',
    fields: {
      billing_details: billing,
      card: group({ exp_month: integer({ min: 1, max: 12 }), exp_year: integer({ min: 2000, max: 2100 }) }),
      allow_redisplay: choice('always', 'limited', 'unspecified'),
      metadata: metadata(),
      expand,
    },
    run(tx, { id, params }) {
      const method = tx.get('payment_method', id);
      const card = method.card;
      const updated = tx.save<PaymentMethod>({
        ...method,
        ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
        ...(card === undefined
          ? {}
          : {
              card: {
                ...card,
                exp_month: params.card?.exp_month ?? card.exp_month,
                exp_year: params.card?.exp_year ?? card.exp_year,
              },
            }),
        billing_details: billingOf(params.billing_details, method.billing_details),
        metadata: mergeMetadata(method.metadata, params.metadata),
      });
      emit(tx, 'payment_method.updated', updated);
      return updated;
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    access: 'secret',
    fields: { customer: required(text()), expand },
    run(tx, { id, params }) {
      tx.get('customer', params.customer, 'customer');
      const method = methodFor(tx, id);
      const known = bankKnows(tx, method);
      const declines = known.kind === 'card' ? declineOnAttaching(known.card) : undefined;
      if (declines !== undefined) return new Refusal(declineError(declines));
      if (known.kind === 'account' && !known.facts.isVerified) throw unverified();
      return attach(tx, method, params.customer);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => detach(tx, tx.get('payment_method', id)),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/payment_methods',
    access: 'secret',
    fields: { ...pageFields, customer: text(), type: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'payment_method', path, params, { customer: params.customer, type: params.type }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    access: 'secret',
    fields: { ...pageFields, type: text(), expand },
    run(tx, { id, params, path }) {
      tx.get('customer', id);
      return listPage(tx, 'payment_method', path, params, { customer: id, type: params.type });
    },
  }),
];

type CardParams = Exclude<Parsed<{ card: typeof cardFields }>['card'], undefined>;
type BillingParams = Parsed<{ billing: typeof billing }>['billing'];

/** A bank that declines every charge says so already when the card is to be kept, unless it wants to see the holder first. */
function declineOnAttaching(card: TestCard): DeclineCode | undefined {
  return card.attachesFine === true || card.authentication !== 'none' ? undefined : card.declines;
}

function createFromNumber(
  tx: Tx,
  given: CardParams,
  details: PaymentMethod['billing_details'],
): PaymentMethod | Refusal {
  const number = given.number.replaceAll(/[\s-]/g, '');
  const today = new Date(tx.occasion.nowMs);
  const entry = { number, expMonth: given.exp_month, expYear: fullYear(given.exp_year), cvc: given.cvc };
  const error = entryError(entry, brandOf(number), { month: today.getUTCMonth() + 1, year: today.getUTCFullYear() });
  if (error !== undefined) return new Refusal(error);
  const card = testCardByNumber(number);
  if (card === undefined) return new Refusal(declineError('test_mode_live_card'));
  const typed = { expMonth: entry.expMonth, expYear: entry.expYear, cvcGiven: given.cvc !== undefined };
  return storeCard(tx, card, typed, details);
}

function billingOf(given: BillingParams, old?: PaymentMethod['billing_details']): PaymentMethod['billing_details'] {
  const kept = (name: 'email' | 'name' | 'phone' | 'tax_id'): string | null => {
    const value = given?.[name];
    return value === undefined ? (old?.[name] ?? null) : value;
  };
  return {
    address: given?.address === undefined ? (old?.address ?? addressOf({})) : addressOf(given.address),
    email: kept('email'),
    name: kept('name'),
    phone: kept('phone'),
    tax_id: kept('tax_id'),
  };
}

/** Two digits are this century, except 95 and the like, which Stripe's testing page uses for a year long gone. */
function fullYear(year: number): number {
  return year >= 100 ? year : year > 80 ? 1900 + year : 2000 + year;
}

function rawNumberRefused(): RequestFailure {
  return new RequestFailure(402, {
    type: 'invalid_request_error',
    message:
      'Card numbers are not taken with a secret key: use the payment element in the browser, or a test payment method such as pm_card_visa.',
  });
}

function unverified(): RequestFailure {
  return invalid('The bank account must be verified before it can be attached: save it with a SetupIntent.', {
    code: 'bank_account_unverified',
    param: 'payment_method',
  });
}
