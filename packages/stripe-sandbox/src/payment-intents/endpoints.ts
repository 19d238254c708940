import { mandateFields } from '../bank-debits/mandate.ts';
import { microdepositFields } from '../bank-debits/microdeposits.ts';
import { mergeMetadata } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import { chosenTypes } from '../intents/method-types.ts';
import { holdsSecret, methodChoiceFields, methodOptions } from '../intents/shared.ts';
import { methodFor } from '../payment-methods/payment-method.ts';
import type { PaymentIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint, type KeyKind } from '../wire/endpoint.ts';
import { invalid, missing, Refusal } from '../wire/failures.ts';
import { choice, clearable, flag, integer, list, metadata, type Parsed, required, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { checkAmount, checkCurrency } from './amounts.ts';
import { confirmPayment } from './confirm.ts';
import { verifyPayment } from './debit-payment.ts';
import { forBrowser, newPaymentIntent, optionsWith, requireMay } from './payment-intent.ts';
import { cancelPayment, capturePayment } from './settle.ts';

const expand = list(text());
const words = {
  description: clearable(1_000),
  metadata: metadata(),
  payment_method: text(),
  payment_method_options: methodOptions,
  receipt_email: clearable(),
  setup_future_usage: choice('off_session', 'on_session'),
  statement_descriptor_suffix: clearable(22),
};
const confirming = { mandate_data: mandateFields, return_url: text(), off_session: flag(), use_stripe_sdk: flag() };
const createFields = {
  ...words,
  ...methodChoiceFields,
  ...confirming,
  amount: required(integer({ min: 0 })),
  capture_method: choice('automatic', 'automatic_async', 'manual'),
  confirm: flag(),
  currency: required(text(3)),
  customer: text(),
  expand,
};

export const paymentIntentEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents',
    access: 'secret',
    fields: createFields,
    run: (tx, { params }) => create(tx, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/payment_intents',
    access: 'secret',
    fields: { ...pageFields, customer: text(), expand },
    run: (tx, { params, path }) => listPage(tx, 'payment_intent', path, params, { customer: params.customer }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    access: 'browser',
    cors: true,
    fields: { client_secret: text(), expand },
    run: (tx, { id, params, key }) => shown(visible(tx, id, key, params.client_secret), key),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents/:id',
    access: 'secret',
    fields: { ...words, amount: integer({ min: 0 }), currency: text(3), customer: text(), expand },
    run: (tx, { id, params }) => update(tx, tx.get('payment_intent', id), params),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    access: 'browser',
    cors: true,
    fields: { ...words, ...confirming, client_secret: text(), expand },
    run(tx, { id, params, key }) {
      if (key === 'publishable') refuseMerchantWords(params);
      const found = visible(tx, id, key, params.client_secret);
      requireMay('confirm', found);
      const result = confirmPayment(tx, withWords(found, params), {
        paymentMethod: params.payment_method,
        returnUrl: params.return_url,
        useStripeSdk: params.use_stripe_sdk ?? false,
        offSession: params.off_session ?? false,
        fromBrowser: key === 'publishable',
        mandate: params.mandate_data,
      });
      return result instanceof Refusal ? refusalFor(result, key) : shown(result, key);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents/:id/verify_microdeposits',
    access: 'browser',
    cors: true,
    fields: { ...microdepositFields, client_secret: text(), expand },
    run(tx, { id, params, key }) {
      const result = verifyPayment(tx, visible(tx, id, key, params.client_secret), params);
      return result instanceof Refusal ? refusalFor(result, key) : shown(result, key);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    access: 'secret',
    fields: { cancellation_reason: choice('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'), expand },
    run: (tx, { id, params }) => cancelPayment(tx, tx.get('payment_intent', id), params.cancellation_reason),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    access: 'secret',
    fields: { amount_to_capture: integer({ min: 1 }), metadata: metadata(), expand },
    run: (tx, { id, params }) => capturePayment(tx, tx.get('payment_intent', id), params.amount_to_capture),
  }),
];

function create(tx: Tx, params: Parsed<typeof createFields>): PaymentIntent | Refusal {
  const currency = checkCurrency(params.currency);
  checkAmount(params.amount, currency);
  if (params.customer !== undefined) tx.get('customer', params.customer, 'customer');
  if (params.off_session === true && params.confirm !== true) {
    throw invalid('`off_session` can only be set when `confirm` is true.', { param: 'off_session' });
  }
  const method = params.payment_method === undefined ? null : methodFor(tx, params.payment_method, 'payment_method').id;
  const given = {
    ...stripUndefined(params),
    ...chosenTypes(params.allowed_payment_method_types, params.automatic_payment_methods, currency),
  };
  const intent = newPaymentIntent(tx, {
    ...given,
    currency,
    metadata: params.metadata,
    payment_method: method,
    payment_method_options: optionsWith(given.payment_method_types, params.payment_method_options),
  });
  tx.insert<'payment_intent'>(intent);
  emit(tx, 'payment_intent.created', intent);
  if (params.confirm !== true) return intent;
  return confirmPayment(tx, intent, {
    paymentMethod: undefined,
    returnUrl: params.return_url,
    useStripeSdk: params.use_stripe_sdk ?? false,
    offSession: params.off_session ?? false,
    fromBrowser: false,
    mandate: params.mandate_data,
  });
}

type Changes = Partial<Parsed<typeof words>> & {
  amount?: number | undefined;
  currency?: string | undefined;
  customer?: string | undefined;
};

function update(tx: Tx, intent: PaymentIntent, params: Changes): PaymentIntent {
  const moneyChanges =
    params.amount !== undefined || params.currency !== undefined || params.payment_method !== undefined;
  if (moneyChanges) requireMay('update', intent);
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency);
  const amount = params.amount ?? intent.amount;
  if (moneyChanges) checkAmount(amount, currency);
  if (params.customer !== undefined) tx.get('customer', params.customer, 'customer');
  const method =
    params.payment_method === undefined
      ? intent.payment_method
      : methodFor(tx, params.payment_method, 'payment_method').id;
  const waiting = intent.status === 'requires_payment_method' && method !== null;
  const { allowed_payment_method_types: allowed } = intent;
  const types = chosenTypes(allowed ?? undefined, undefined, currency).payment_method_types;
  return tx.save<PaymentIntent>({
    ...withWords({ ...intent, payment_method_types: types }, params),
    amount,
    currency,
    customer: params.customer ?? intent.customer,
    payment_method: method,
    status: waiting ? 'requires_confirmation' : intent.status,
  });
}

function withWords(intent: PaymentIntent, params: Changes): PaymentIntent {
  const { payment_method_options: options, payment_method_types: types } = intent;
  return {
    ...intent,
    description: params.description === undefined ? intent.description : params.description,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    payment_method_options: optionsWith(types, params.payment_method_options, options ?? {}),
    receipt_email: params.receipt_email === undefined ? intent.receipt_email : params.receipt_email,
    setup_future_usage: params.setup_future_usage ?? intent.setup_future_usage,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
  };
}

/** What only the merchant may say: a payer with the publishable key could else skip the challenge or rewrite the books. */
const MERCHANT_WORDS = [
  'description',
  'metadata',
  'off_session',
  'payment_method_options',
  'statement_descriptor_suffix',
] as const;

function refuseMerchantWords(params: Readonly<Partial<Record<(typeof MERCHANT_WORDS)[number], unknown>>>): void {
  const said = MERCHANT_WORDS.find((name) => params[name] !== undefined);
  if (said !== undefined)
    throw invalid(`${said} cannot be set with a publishable key.`, { code: 'secret_key_required', param: said });
}

/** With the publishable key an intent exists only for who holds its client secret. */
function visible(tx: Tx, id: string, key: KeyKind, secret: string | undefined): PaymentIntent {
  const intent = tx.get('payment_intent', id);
  if (key === 'publishable' && !holdsSecret(intent, secret)) throw missing('payment_intent', id, 'intent');
  return intent;
}

function shown(intent: PaymentIntent, key: KeyKind): object {
  return key === 'secret' ? intent : forBrowser(intent);
}

function refusalFor(refusal: Refusal, key: KeyKind): Refusal {
  const { body, status } = refusal;
  const intent = body.payment_intent as PaymentIntent | undefined;
  return intent === undefined ? refusal : new Refusal({ ...body, payment_intent: shown(intent, key) }, status);
}

function stripUndefined<T extends object>(params: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
