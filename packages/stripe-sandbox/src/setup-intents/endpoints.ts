import { mandateFields } from '../bank-debits/mandate.ts';
import { microdepositFields } from '../bank-debits/microdeposits.ts';
import { mergeMetadata } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import { chosenTypes } from '../intents/method-types.ts';
import { type Confirmation, holdsSecret, methodChoiceFields, methodOptions } from '../intents/shared.ts';
import { methodFor } from '../payment-methods/payment-method.ts';
import type { SetupIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint, type KeyKind } from '../wire/endpoint.ts';
import { missing, Refusal } from '../wire/failures.ts';
import { choice, clearable, flag, list, metadata, type Parsed, required, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { confirmSetup } from './confirm.ts';
import { verifySetup } from './debit-setup.ts';
import { newSetupIntent, requireOpen, setupForBrowser, setupOptionsWith } from './setup-intent.ts';

const expand = list(text());
const words = { description: clearable(1_000), metadata: metadata() };
const confirming = { mandate_data: mandateFields, payment_method: text(), return_url: text(), use_stripe_sdk: flag() };
const createFields = {
  ...words,
  ...methodChoiceFields,
  ...confirming,
  confirm: flag(),
  customer: text(),
  expand,
  payment_method_options: methodOptions,
  usage: choice('off_session', 'on_session'),
};

export const setupIntentEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/setup_intents',
    access: 'secret',
    fields: createFields,
    run: (tx, { params }) => create(tx, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/setup_intents',
    access: 'secret',
    fields: { ...pageFields, customer: text(), expand },
    run: (tx, { params, path }) => listPage(tx, 'setup_intent', path, params, { customer: params.customer }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    access: 'browser',
    cors: true,
    fields: { client_secret: text(), expand },
    run: (tx, { id, params, key }) => shown(visible(tx, id, key, params.client_secret), key),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/setup_intents/:id',
    access: 'secret',
    fields: { ...words, customer: text(), payment_method: text(), expand },
    run: (tx, { id, params }) => update(tx, tx.get('setup_intent', id), params),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    access: 'browser',
    cors: true,
    fields: { ...confirming, client_secret: text(), expand },
    run(tx, { id, params, key }) {
      const intent = visible(tx, id, key, params.client_secret);
      const result = confirmSetup(tx, intent, howOf(params, key === 'publishable'));
      return result instanceof Refusal ? refusalFor(result, key) : shown(result, key);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/setup_intents/:id/verify_microdeposits',
    access: 'browser',
    cors: true,
    fields: { ...microdepositFields, client_secret: text(), expand },
    run(tx, { id, params, key }) {
      const result = verifySetup(tx, visible(tx, id, key, params.client_secret), params);
      return result instanceof Refusal ? refusalFor(result, key) : shown(result, key);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    access: 'secret',
    fields: { cancellation_reason: choice('abandoned', 'duplicate', 'requested_by_customer'), expand },
    run(tx, { id, params }) {
      const intent = tx.get('setup_intent', id);
      requireOpen('cancel', intent);
      const reason = params.cancellation_reason ?? null;
      const canceled = tx.save<SetupIntent>({
        ...intent,
        cancellation_reason: reason,
        next_action: null,
        status: 'canceled',
      });
      emit(tx, 'setup_intent.canceled', canceled);
      return canceled;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/setup_attempts',
    access: 'secret',
    fields: { ...pageFields, setup_intent: required(text()), expand },
    run: (tx, { params, path }) => listPage(tx, 'setup_attempt', path, params, { setup_intent: params.setup_intent }),
  }),
];

function create(tx: Tx, params: Parsed<typeof createFields>): SetupIntent | Refusal {
  if (params.customer !== undefined) tx.get('customer', params.customer, 'customer');
  const types = chosenTypes(params.allowed_payment_method_types, params.automatic_payment_methods, null);
  const intent = newSetupIntent(tx, {
    ...types,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: params.metadata,
    payment_method:
      params.payment_method === undefined ? null : methodFor(tx, params.payment_method, 'payment_method').id,
    payment_method_options: setupOptionsWith(types.payment_method_types, params.payment_method_options),
    usage: params.usage ?? 'off_session',
  });
  tx.insert<'setup_intent'>(intent);
  emit(tx, 'setup_intent.created', intent);
  return params.confirm === true
    ? confirmSetup(tx, intent, howOf({ ...params, payment_method: undefined }, false))
    : intent;
}

interface Changes {
  readonly customer: string | undefined;
  readonly description: string | null | undefined;
  readonly metadata: Record<string, string> | null | undefined;
  readonly payment_method: string | undefined;
}

function update(tx: Tx, intent: SetupIntent, params: Changes): SetupIntent {
  requireOpen('update', intent);
  if (params.customer !== undefined) tx.get('customer', params.customer, 'customer');
  const method =
    params.payment_method === undefined
      ? intent.payment_method
      : methodFor(tx, params.payment_method, 'payment_method').id;
  const waiting = intent.status === 'requires_payment_method' && method !== null;
  return tx.save<SetupIntent>({
    ...intent,
    customer: params.customer ?? intent.customer,
    description: params.description === undefined ? intent.description : params.description,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    payment_method: method,
    status: waiting ? 'requires_confirmation' : intent.status,
  });
}

function howOf(params: Parsed<typeof confirming>, fromBrowser: boolean): Confirmation {
  return {
    paymentMethod: params.payment_method,
    returnUrl: params.return_url,
    useStripeSdk: params.use_stripe_sdk ?? false,
    offSession: false,
    fromBrowser,
    mandate: params.mandate_data,
  };
}

/** With the publishable key an intent exists only for who holds its client secret. */
function visible(tx: Tx, id: string, key: KeyKind, secret: string | undefined): SetupIntent {
  const intent = tx.get('setup_intent', id);
  if (key === 'publishable' && !holdsSecret(intent, secret)) throw missing('setup_intent', id, 'intent');
  return intent;
}

function shown(intent: SetupIntent, key: KeyKind): object {
  return key === 'secret' ? intent : setupForBrowser(intent);
}

function refusalFor(refusal: Refusal, key: KeyKind): Refusal {
  const { body, status } = refusal;
  const intent = body.setup_intent as SetupIntent | undefined;
  return intent === undefined ? refusal : new Refusal({ ...body, setup_intent: shown(intent, key) }, status);
}
