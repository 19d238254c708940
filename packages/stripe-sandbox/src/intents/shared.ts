import type { MandateGiven } from '../bank-debits/mandate.ts';
import { randomText, type Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { choice, clearable, flag, group, list, required, text } from '../wire/fields.ts';

/** Parameters that payment and set-up intents have in common. */
export const methodChoiceFields = {
  automatic_payment_methods: group({ enabled: required(flag()), allow_redirects: choice('always', 'never') }),
  allowed_payment_method_types: list(text()),
};
export const methodOptions = group({
  card: group({ request_three_d_secure: choice('automatic', 'any', 'challenge') }),
  sepa_debit: group({ mandate_options: group({ reference_prefix: clearable(12) }) }),
  us_bank_account: group({ verification_method: choice('automatic', 'instant', 'microdeposits') }),
});

/** Who confirms, and how the payer gets to the bank and back. */
export interface Confirmation {
  readonly paymentMethod: string | undefined;
  readonly returnUrl: string | undefined;
  /** Stripe.js sends it: the challenge is then opened in place instead of by redirect. */
  readonly useStripeSdk: boolean;
  readonly offSession: boolean;
  readonly fromBrowser: boolean;
  /** How the holder of a bank account agreed to be debited. */
  readonly mandate: MandateGiven;
}

interface Automatic {
  readonly enabled: boolean | null;
  readonly allow_redirects?: string;
}

/** Payment method types that may redirect need somewhere to come back to; Stripe refuses a server's confirmation without it. */
export function requireReturnUrl(
  intent: { automatic_payment_methods: Automatic | null; allowed_payment_method_types: readonly string[] | null },
  how: Confirmation,
): void {
  const automatic = intent.automatic_payment_methods;
  const isNarrowed = intent.allowed_payment_method_types !== null;
  const mayRedirect = !isNarrowed && automatic !== null && automatic.allow_redirects !== 'never';
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
  verify_with_microdeposits?: { arrival_date: number; hosted_verification_url: string; microdeposit_type: 'amounts' };
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
