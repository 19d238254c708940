/** The part of Stripe.js's types that the browser script serves. */

export interface Appearance {
  readonly theme?: 'stripe' | 'night' | 'flat';
  readonly variables?: Readonly<Record<string, string>>;
}
export interface ElementsOptions {
  readonly clientSecret?: string;
  readonly mode?: 'setup' | 'payment' | 'subscription';
  readonly currency?: string;
  readonly amount?: number;
  readonly appearance?: Appearance;
  readonly locale?: string;
}
export interface BrowserError {
  type: string;
  code?: string;
  decline_code?: string;
  message?: string;
  payment_intent?: Intent;
  setup_intent?: Intent;
}
export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent' | 'setup_intent';
  readonly status: string;
  readonly client_secret: string;
  readonly next_action: { readonly type: string } | null;
  readonly last_payment_error?: BrowserError | null;
  readonly last_setup_error?: BrowserError | null;
}
export interface ConfirmOptions {
  readonly elements?: ElementsHandle;
  readonly clientSecret?: string;
  readonly redirect?: 'always' | 'if_required';
  readonly confirmParams?: {
    readonly return_url?: string;
    readonly payment_method?: string;
    readonly payment_method_data?: { readonly billing_details?: object };
  };
}
export interface IntentResult {
  paymentIntent?: Intent;
  setupIntent?: Intent;
  error?: BrowserError;
}
export interface MethodResult {
  paymentMethod?: { readonly id: string };
  error?: BrowserError;
}
/** What the confirmation needs of an `elements` object. */
export interface ElementsHandle {
  readonly clientSecret: string | undefined;
  createMethod(billing: object | undefined): Promise<MethodResult>;
}
/** Where the sandbox is, and how this page speaks to it. */
export interface Connection {
  readonly origin: string;
  readonly key: string;
  locale: string;
  /** Of the last elements made; undefined follows the page. */
  theme: 'stripe' | 'night' | undefined;
}

/** From the page to the card form. A message with an `id` is answered by one with the same `id`. */
export type ToFrame =
  | { readonly type: 'appearance'; readonly appearance: Appearance; readonly locale: string }
  | { readonly type: 'focus' | 'blur' | 'clear' }
  | { readonly type: 'validate'; readonly id: number }
  | { readonly type: 'create'; readonly id: number; readonly key: string; readonly billing: object | undefined };
/** From the card form to the page. It never holds anything that was typed. */
export type FromFrame =
  | { readonly type: 'ready' | 'focus' | 'blur' | 'submit' }
  | { readonly type: 'height'; readonly px: number }
  | { readonly type: 'change'; readonly complete: boolean; readonly empty: boolean }
  | { readonly type: 'answer'; readonly id: number; readonly result: MethodResult };
