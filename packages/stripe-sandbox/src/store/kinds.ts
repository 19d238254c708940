import type Stripe from 'stripe';

/**
 * A Stripe object as stored: what a caller may ask to have expanded is always an id here. A union of `string` and an
 * object loses its objects; everything else keeps the official SDK's type, so a forgotten field does not compile.
 */
export type Plain<T> = { [K in keyof T]: string extends T[K] ? Exclude<T[K], object> : WithoutExpansions<T[K]> };
type WithoutExpansions<V> = Extract<V, string> extends never ? V : Exclude<V, { object: string }>;

/** `never`, and so nothing compiles, unless what is stored could be handed to code that expects the SDK's own object. */
type Stored<T> = Plain<T> extends T ? Plain<T> : never;

export type Customer = Stored<Stripe.Customer>;
export type PaymentMethod = Stored<Stripe.PaymentMethod>;
export type SetupIntent = Stored<Stripe.SetupIntent>;
export type SetupAttempt = Stored<Stripe.SetupAttempt>;
export type Mandate = Stored<Stripe.Mandate>;
export type PaymentIntent = Stored<Stripe.PaymentIntent>;
export type Charge = Stored<Stripe.Charge>;
export type Refund = Stored<Stripe.Refund>;
export type Dispute = Stored<Stripe.Dispute>;
export type EarlyFraudWarning = Stored<Stripe.Radar.EarlyFraudWarning>;
export type BalanceTransaction = Stored<Stripe.BalanceTransaction>;
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>;

export type EventType = Stripe.EventBase['type'];
/** The SDK has one type for each of its events; what they share is checked, what `data` holds is the emitter's. */
export interface SandboxEvent extends Omit<Stripe.EventBase, 'data'> {
  data: { object: object; previous_attributes?: object };
}

export interface Kinds {
  customer: Customer;
  payment_method: PaymentMethod;
  setup_intent: SetupIntent;
  setup_attempt: SetupAttempt;
  mandate: Mandate;
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  dispute: Dispute;
  'radar.early_fraud_warning': EarlyFraudWarning;
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
  mandate: 'mandate',
  payment_intent: 'pi',
  charge: 'ch',
  refund: 're',
  dispute: 'du',
  'radar.early_fraud_warning': 'issfr',
  balance_transaction: 'txn',
  event: 'evt',
  webhook_endpoint: 'we',
};

/** What the bank knows of a payment method and Stripe does not show. No number is ever stored, only which test card or account it is. */
export type MethodFacts = CardFacts | AccountFacts;

export interface CardFacts {
  /** Name of the test card. */
  card: string;
  cvcGiven: boolean;
  /** The holder has authenticated while saving it: off-session payments need no challenge (card 3155). */
  setUp: boolean;
  /** Used once without a customer, or detached: may not be used again. */
  spent: boolean;
}

export interface AccountFacts {
  /** Name of the test account. */
  account: string;
  /** The holder has told the small deposits, or none are needed. */
  isVerified: boolean;
  /** How often the small deposits were told wrong. */
  wrongTries: number;
  /** Mandate for every payment. */
  mandate: string | null;
  /** Mandate given with a confirmation that waits for the small deposits. */
  waitingMandate: string | null;
  spent: boolean;
}
