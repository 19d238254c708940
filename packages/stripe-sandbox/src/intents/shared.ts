import { randomText, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { choice, flag, group, list, required, text } from '../wire/fields.ts';

/** Parameters that payment and set-up intents have in common. */
export const methodChoiceFields = {
  automatic_payment_methods: group({ enabled: required(flag()), allow_redirects: choice('always', 'never') }),
  allowed_payment_method_types: list(text()),
};
export const methodOptions = group({
  card: group({ request_three_d_secure: choice('automatic', 'any', 'challenge') }),
});

/** Who confirms, and how the payer gets to the bank and back. */
export interface Confirmation {
  readonly paymentMethod: string | undefined;
  readonly returnUrl: string | undefined;
  /** Stripe.js sends it: the challenge is then opened in place instead of by redirect. */
  readonly useStripeSdk: boolean;
  readonly offSession: boolean;
  readonly fromBrowser: boolean;
}

interface Automatic {
  readonly enabled: boolean | null;
  readonly allow_redirects?: string;
}

export interface ChosenTypes {
  allowed_payment_method_types: 'card'[] | null;
  automatic_payment_methods: { enabled: boolean; allow_redirects: 'always' | 'never' } | null;
  payment_method_types: string[];
}

/** An intent that names no types takes what the account has enabled, which here is cards; `allowed` narrows it. */
export function chosenTypes(
  allowed: readonly string[] | undefined,
  automatic: { enabled: boolean; allow_redirects: 'always' | 'never' | undefined } | undefined,
): ChosenTypes {
  const other = allowed?.find((type) => type !== 'card');
  if (other !== undefined) {
    throw invalid(`The payment method type "${other}" is not enabled.`, { param: 'allowed_payment_method_types' });
  }
  const isAutomatic = automatic?.enabled ?? allowed === undefined;
  const redirects = automatic?.allow_redirects ?? 'always';
  return {
    allowed_payment_method_types: allowed === undefined ? null : ['card'],
    automatic_payment_methods: isAutomatic ? { enabled: true, allow_redirects: redirects } : null,
    payment_method_types: ['card'],
  };
}

/** Payment method types that may redirect need somewhere to come back to; Stripe refuses a server's confirmation without it. */
export function requireReturnUrl(
  intent: { automatic_payment_methods: Automatic | null; allowed_payment_method_types: readonly string[] | null },
  how: Confirmation,
): void {
  const automatic = intent.automatic_payment_methods;
  const onlyCards = intent.allowed_payment_method_types !== null;
  const mayRedirect = !onlyCards && automatic !== null && automatic.allow_redirects !== 'never';
  if (!mayRedirect || how.returnUrl !== undefined || how.offSession || how.useStripeSdk || how.fromBrowser) return;
  throw invalid(
    'This intent takes payment methods that might redirect the customer, so a `return_url` is needed. To take none of them, set `automatic_payment_methods[allow_redirects]` to `never`.',
    { param: 'return_url' },
  );
}

export interface NextAction {
  type: string;
  redirect_to_url?: { url: string; return_url: string };
  use_stripe_sdk?: { type: string; stripe_js: string };
}

/** Where the payer authenticates: in place through the browser script, or by redirect when a return address is known. */
export function challengeAction(tx: Tx, clientSecret: string | null, how: Confirmation): NextAction {
  const url = `${tx.occasion.settings.publicUrl}/v3/challenge?client_secret=${encodeURIComponent(clientSecret ?? '')}`;
  if (how.returnUrl !== undefined && !how.useStripeSdk) {
    return { type: 'redirect_to_url', redirect_to_url: { url, return_url: how.returnUrl } };
  }
  return { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } };
}

export function clientSecretFor(id: string): string {
  return `${id}_secret_${randomText(25)}`;
}

/** The browser shows the secret it was given; without the right one an intent does not exist for it. */
export function holdsSecret(intent: { client_secret: string | null }, given: string | undefined): boolean {
  return given !== undefined && intent.client_secret === given;
}
