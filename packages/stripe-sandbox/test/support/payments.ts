import { Stripe } from 'stripe';
import type { RunningSandbox } from './sandbox.ts';

type CardWords = Partial<Record<'number' | 'exp_month' | 'exp_year' | 'cvc', string>>;
type Create = Partial<Stripe.PaymentIntentCreateParams>;

/** A payment method of a card number, as the card form makes it: with the publishable key. An empty `cvc` is not sent. */
export async function cardMethod(
  sandbox: RunningSandbox,
  number: string,
  words: CardWords = {},
): Promise<Stripe.PaymentMethod> {
  const cvc = /^3[47]/.test(number) ? '1234' : '123';
  const card = { exp_month: '12', exp_year: '34', cvc, ...words, number };
  const form = new URLSearchParams({ type: 'card' });
  for (const [name, value] of Object.entries(card)) if (value !== '') form.set(`card[${name}]`, value);
  const response = await fetch(`${sandbox.url}/v1/payment_methods`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_betalt' },
    body: form,
  });
  const body = (await response.json()) as Stripe.PaymentMethod & { error?: Stripe.StripeRawError };
  if (body.error !== undefined)
    throw Stripe.errors.StripeError.generate({ ...body.error, statusCode: response.status });
  return body;
}

/** A payment of NOK 123.00, confirmed at once by the server, with its charge expanded. */
export function charged(
  sandbox: RunningSandbox,
  paymentMethod: string,
  words: Create = {},
): Promise<Stripe.PaymentIntent> {
  return sandbox.stripe.paymentIntents.create({
    amount: 12_300,
    currency: 'nok',
    payment_method: paymentMethod,
    allowed_payment_method_types: ['card'],
    confirm: true,
    expand: ['latest_charge'],
    ...words,
  });
}

/** The id of what a member refers to, expanded or not; empty for none. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  return typeof reference === 'string' ? reference : (reference?.id ?? '');
}

/** The error that a call is refused with; fails when it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Stripe.errors.StripeError) return outcome;
  throw outcome ?? new Error('the call was not refused');
}

/** Answers the bank's challenge as its page does. */
export async function challenge(
  sandbox: RunningSandbox,
  secret: string | null,
  outcome: 'complete' | 'fail' | 'cancel',
): Promise<{ return_to: string | null }> {
  const response = await fetch(`${sandbox.url}/v3/challenge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_secret: secret, outcome }),
  });
  if (!response.ok) throw new Error(`the challenge answered ${response.status}`);
  return (await response.json()) as { return_to: string | null };
}
