import { finishPaymentChallenge } from '../payment-intents/card-payment.ts';
import { finishSetupChallenge } from '../setup-intents/card-setup.ts';
import type { PaymentIntent, PaymentMethod, SetupIntent } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { Refusal } from '../wire/failures.ts';

export type Outcome = 'complete' | 'fail' | 'cancel';
type Intent = PaymentIntent | SetupIntent;

/** The intent whose client secret this is, and the card that waits; undefined for a wrong secret. */
export function intentOf(tx: Tx, secret: string): { intent: Intent; method: PaymentMethod | undefined } | undefined {
  const id = secret.split('_secret_', 1)[0] ?? '';
  const intent: Intent | undefined = tx.find('payment_intent', id) ?? tx.find('setup_intent', id);
  if (intent?.client_secret !== secret) return undefined;
  return {
    intent,
    method: intent.payment_method === null ? undefined : tx.find('payment_method', intent.payment_method),
  };
}

/** Whether the bank's question is open; small deposits that are waited for are no question of its page. */
export function isAsked({ next_action: action, status }: Intent): boolean {
  return status === 'requires_action' && action?.type !== 'verify_with_microdeposits';
}

/** Carries out the holder's answer; returns where a redirect goes back to, or null. A second answer changes nothing. */
export function answerChallenge(tx: Tx, intent: Intent, outcome: Outcome): string | null {
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? null;
  const completed = outcome === 'complete';
  const after =
    intent.object === 'payment_intent'
      ? finishPaymentChallenge(tx, intent, completed)
      : finishSetupChallenge(tx, intent, completed);
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', after instanceof Refusal ? 'failed' : 'succeeded');
  return url.href;
}
