import { mergeMetadata } from '../customers/customer.ts';
import { clientSecretFor, type methodOptions } from '../intents/shared.ts';
import type { PaymentIntent } from '../store/kinds.ts';
import { newId, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import type { Parsed } from '../wire/fields.ts';

type Given = Pick<
  PaymentIntent,
  'allowed_payment_method_types' | 'amount' | 'currency' | 'automatic_payment_methods' | 'payment_method_types'
> &
  Partial<Pick<PaymentIntent, 'capture_method' | 'customer' | 'description' | 'receipt_email' | 'setup_future_usage'>> &
  Partial<Pick<PaymentIntent, 'payment_method' | 'statement_descriptor_suffix'>> &
  Pick<PaymentIntent, 'payment_method_options'> & {
    metadata: Record<string, string> | null | undefined;
  };

/** A new intent, unconfirmed. Amounts are in the currency's minor unit as `checkAmount` allows. */
export function newPaymentIntent(tx: Tx, given: Given): PaymentIntent {
  const id = newId('payment_intent');
  return {
    ...constants,
    id,
    allowed_payment_method_types: given.allowed_payment_method_types,
    amount: given.amount,
    automatic_payment_methods: given.automatic_payment_methods,
    capture_method: given.capture_method ?? 'automatic_async',
    client_secret: clientSecretFor(id),
    created: tx.now,
    currency: given.currency,
    customer: given.customer ?? null,
    description: given.description ?? null,
    metadata: mergeMetadata({}, given.metadata),
    payment_method: given.payment_method ?? null,
    payment_method_options: given.payment_method_options,
    payment_method_types: given.payment_method_types,
    receipt_email: given.receipt_email ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    status: given.payment_method ? 'requires_confirmation' : 'requires_payment_method',
  };
}

type Options = NonNullable<PaymentIntent['payment_method_options']>;
type OptionsGiven = Parsed<{ options: typeof methodOptions }>['options'];

/** The options of each type that the intent takes: what was given over what was there, over Stripe's own choice. */
export function optionsWith(types: readonly string[], given: OptionsGiven, old: Options = {}): Options {
  const { card, sepa_debit: sepa, us_bank_account: bank } = given ?? {};
  const prefix = sepa?.mandate_options?.reference_prefix;
  const options = {
    card: {
      ...(old.card ?? { installments: null, mandate_options: null, network: null }),
      request_three_d_secure: card?.request_three_d_secure ?? old.card?.request_three_d_secure ?? 'automatic',
    },
    sepa_debit: prefix ? { mandate_options: { reference_prefix: prefix } } : (old.sepa_debit ?? {}),
    us_bank_account: {
      verification_method: bank?.verification_method ?? old.us_bank_account?.verification_method ?? 'automatic',
    },
  } satisfies Options;
  return Object.fromEntries(Object.entries(options).filter(([type]) => types.includes(type)));
}

type Status = PaymentIntent['status'];
type Operation = 'cancel' | 'capture' | 'confirm' | 'update';

/** What may be done in which state, https://docs.stripe.com/payments/paymentintents/lifecycle */
const MAY: Readonly<Record<Operation, readonly Status[]>> = {
  confirm: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  cancel: ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture', 'processing'],
  capture: ['requires_capture'],
  update: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
};

/** Throws `payment_intent_unexpected_state` when the state forbids it. */
export function requireMay(operation: Operation, intent: PaymentIntent): void {
  if (MAY[operation].includes(intent.status)) return;
  throw invalid(`You cannot ${operation} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
}

/** What Stripe shows a holder of the publishable key and the client secret. */
export function forBrowser(intent: PaymentIntent): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => SHOWN.has(name)));
}

const SHOWN: ReadonlySet<string> = new Set(
  (
    'id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method client_secret ' +
    'confirmation_method created currency description last_payment_error livemode next_action payment_method ' +
    'payment_method_configuration_details payment_method_types processing receipt_email setup_future_usage shipping source status'
  ).split(' '),
);

const constants = {
  object: 'payment_intent',
  amount_capturable: 0,
  amount_details: { tip: {} },
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: 'automatic',
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
} as const;
