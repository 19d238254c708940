import type Stripe from 'stripe';

/**
 * A Stripe object as stored: what a caller may ask to have expanded is always an id here. A union of `string` and an
 * object loses its objects; everything else keeps the official SDK's type, so a forgotten field does not compile.
 */
export type Plain<T> = { [K in keyof T]: string extends T[K] ? Exclude<T[K], object> : WithoutExpansions<T[K]> };
type WithoutExpansions<V> = Extract<V, string> extends never ? V : Exclude<V, { object: string }>;

export type Customer = Plain<Stripe.Customer>;
export type PaymentMethod = Plain<Stripe.PaymentMethod>;
export type SetupIntent = Plain<Stripe.SetupIntent>;
export type SetupAttempt = Plain<Stripe.SetupAttempt>;
export type PaymentIntent = Plain<Stripe.PaymentIntent>;
export type Charge = Plain<Stripe.Charge>;
export type Refund = Plain<Stripe.Refund>;
export type Dispute = Plain<Stripe.Dispute>;
export type BalanceTransaction = Plain<Stripe.BalanceTransaction>;
export type WebhookEndpoint = Plain<Stripe.WebhookEndpoint>;

export interface SandboxEvent {
  id: string;
  object: 'event';
  api_version: string | null;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

export interface Kinds {
  customer: Customer;
  payment_method: PaymentMethod;
  setup_intent: SetupIntent;
  setup_attempt: SetupAttempt;
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  balance_transaction: BalanceTransaction;
  event: SandboxEvent;
  webhook_endpoint: WebhookEndpoint;
}
export type Kind = keyof Kinds;

/** The start of each kind's ids. */
export const PREFIX: Readonly<Record<Kind, string>> = {
  customer: 'cus',
  payment_method: 'pm',
  setup_intent: 'seti',
  setup_attempt: 'setatt',
  payment_intent: 'pi',
  charge: 'ch',
  refund: 're',
  dispute: 'du',
  balance_transaction: 'txn',
  event: 'evt',
  webhook_endpoint: 'we',
};

/** What the bank knows of a card and Stripe does not show. No card number is ever stored, only which test card it is. */
export interface CardFacts {
  card: string;
  cvcGiven: boolean;
  /** The holder has authenticated while saving it: off-session payments need no challenge (card 3155). */
  setUp: boolean;
  /** Used once without a customer, or detached: may not be used again. */
  spent: boolean;
}
