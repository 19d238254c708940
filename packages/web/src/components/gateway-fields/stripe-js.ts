/**
 * The part of Stripe.js that Betalt uses, in Betalt's own words of its types (docs.stripe.com/js, version 3). The script
 * comes from the gateway's origin and is never bundled: that is what keeps card numbers out of Betalt (PCI SAQ A).
 */
export interface StripeJs {
  elements(options: ElementsOptions): StripeElements;
  confirmSetup(options: {
    elements: StripeElements;
    redirect: 'if_required';
    confirmParams?: { return_url: string };
  }): Promise<{ setupIntent?: { id: string; status: string }; error?: StripeError }>;
  createPaymentMethod(options: {
    elements: StripeElements;
    params?: { billing_details?: { name: string } };
  }): Promise<{ paymentMethod?: { id: string }; error?: StripeError }>;
  handleNextAction(options: {
    clientSecret: string;
  }): Promise<{ paymentIntent?: { id: string; status: string }; error?: StripeError }>;
}

export type ElementsOptions = {
  readonly locale: string;
  readonly appearance: StripeAppearance;
} & (
  | { readonly clientSecret: string }
  /** Fields before there is an intent: the page makes a token of what was typed, and the server decides about it. */
  | {
      readonly mode: 'payment';
      /** In the gateway's minor units; the fields show it nowhere. */
      readonly amount: number;
      /** In small letters. */
      readonly currency: string;
      readonly paymentMethodCreation: 'manual';
      readonly paymentMethodTypes: readonly string[];
    }
);

export interface StripeAppearance {
  readonly theme: 'stripe' | 'night';
  readonly variables: Readonly<Record<string, string>>;
}

export interface StripeElements {
  create(type: 'payment', options?: Readonly<Record<string, unknown>>): StripePaymentElement;
  /** Checks what was typed and shows what is missing; must come before a token is made. */
  submit(): Promise<{ error?: StripeError }>;
  update(options: { locale?: string; appearance?: StripeAppearance }): void;
}

export interface StripePaymentElement {
  mount(element: HTMLElement): void;
  destroy(): void;
  focus?(): void;
  on(event: 'ready', handler: () => void): unknown;
  on(event: 'change', handler: (change: { complete: boolean; empty: boolean }) => void): unknown;
  on(event: 'loaderror', handler: (failure: { error: StripeError }) => void): unknown;
}

export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly message?: string;
}

/** The gateway's script or its fields could not be loaded: nothing was asked of it, so trying again is safe. */
export class GatewayLoadError extends Error {
  override readonly name = 'GatewayLoadError';
}

const loading = new Map<string, Promise<StripeJs>>();

/** Loads the script once per page; a failed load is forgotten, so that the next call tries again. */
export function loadGateway(scriptUrl: string, publishableKey: string): Promise<StripeJs> {
  const known = loading.get(scriptUrl);
  if (known) return known;
  const started = addScript(scriptUrl).then(() => globalStripe()(publishableKey));
  loading.set(scriptUrl, started);
  started.catch(() => loading.delete(scriptUrl));
  return started;
}

function addScript(scriptUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = scriptUrl;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new GatewayLoadError(`The payment gateway's script did not load from ${scriptUrl}`));
    };
    document.head.append(script);
  });
}

function globalStripe(): (publishableKey: string) => StripeJs {
  const { Stripe } = window as { Stripe?: (publishableKey: string) => StripeJs };
  if (!Stripe) throw new GatewayLoadError("The payment gateway's script does not define Stripe");
  return Stripe;
}
