import { openChallenge } from './challenge-overlay.ts';
import type { BrowserError, ConfirmOptions, Connection, Intent, IntentResult } from './types.ts';
import { localeOf, refusalText } from './words.ts';

type Subject = 'payment' | 'setup';

/** Confirms with the card in the elements (or a given method), takes the payer through the challenge, gives Stripe.js's result. */
export async function confirm(connection: Connection, subject: Subject, how: ConfirmOptions): Promise<IntentResult> {
  const secret = how.clientSecret ?? how.elements?.clientSecret;
  if (secret === undefined) throw integrationError('A client secret is needed: in elements(), or as clientSecret.');
  const returnUrl = how.confirmParams?.return_url;
  const mayRedirect = how.redirect !== 'if_required';
  if (mayRedirect && returnUrl === undefined) {
    throw integrationError("confirmParams.return_url is needed unless redirect is 'if_required'.");
  }
  const method = await methodIdFor(how);
  if (typeof method !== 'string') return { error: method };
  const words = {
    payment_method: method,
    use_stripe_sdk: 'true',
    ...(returnUrl === undefined ? {} : { return_url: returnUrl }),
  };
  const asked = await call(connection, 'POST', `${pathOf(subject, secret)}/confirm`, {
    ...words,
    client_secret: secret,
  });
  const result = await finish(connection, asked);
  const done = result.paymentIntent ?? result.setupIntent;
  if (mayRedirect && done !== undefined && returnUrl !== undefined) return leaveFor(returnUrl, done);
  return result;
}

/** Opens the challenge of an intent that a server's confirmation left in `requires_action`. */
export async function handleNextAction(connection: Connection, secret: string): Promise<IntentResult> {
  return finish(
    connection,
    await call(connection, 'GET', pathOf(subjectOf(secret), secret), { client_secret: secret }),
  );
}

export function retrieve(connection: Connection, secret: string): Promise<IntentResult> {
  return call(connection, 'GET', pathOf(subjectOf(secret), secret), { client_secret: secret });
}

async function finish(connection: Connection, asked: IntentResult): Promise<IntentResult> {
  const intent = asked.paymentIntent ?? asked.setupIntent;
  // Small deposits take days to arrive: there is nothing to open for them.
  const isAsked = intent?.status === 'requires_action' && intent.next_action?.type !== 'verify_with_microdeposits';
  if (!isAsked) return asked;
  await openChallenge(connection, intent.client_secret);
  const after = await retrieve(connection, intent.client_secret);
  const settled = after.paymentIntent ?? after.setupIntent;
  const error = settled?.last_payment_error ?? settled?.last_setup_error;
  return settled?.status === 'requires_payment_method' && error ? { error: told(connection, error, settled) } : after;
}

async function methodIdFor(how: ConfirmOptions): Promise<string | BrowserError> {
  if (how.confirmParams?.payment_method !== undefined) return how.confirmParams.payment_method;
  if (how.elements === undefined) throw integrationError('Either elements or confirmParams.payment_method is needed.');
  const { paymentMethod, error } = await how.elements.createMethod(
    how.confirmParams?.payment_method_data?.billing_details,
  );
  return paymentMethod?.id ?? error ?? { type: 'api_error' };
}

async function call(
  connection: Connection,
  method: 'GET' | 'POST',
  path: string,
  words: Record<string, string>,
): Promise<IntentResult> {
  const form = new URLSearchParams(words);
  const url = `${connection.origin}${path}${method === 'GET' ? `?${form}` : ''}`;
  const headers = { authorization: `Bearer ${connection.key}` };
  try {
    const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body: form } : {}) });
    const body = (await response.json()) as Intent & { error?: BrowserError };
    if (body.error !== undefined) return { error: told(connection, body.error) };
    return body.object === 'payment_intent' ? { paymentIntent: body } : { setupIntent: body };
  } catch (error) {
    // Whether the request arrived is not known: the page asks again by retrieving the intent.
    return { error: { type: 'api_connection_error', message: error instanceof Error ? error.message : String(error) } };
  }
}

/** The error in the page's language, with the intent as Stripe.js gives it. */
function told(connection: Connection, error: BrowserError, intent?: Intent): BrowserError {
  const about = intent === undefined ? {} : { [intent.object]: intent };
  return { ...error, ...about, message: refusalText(localeOf(connection.locale), error) };
}

function leaveFor(returnUrl: string, intent: Intent): Promise<IntentResult> {
  const url = new URL(returnUrl, location.href);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
  url.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'pending');
  location.assign(url);
  // The page is on its way out: as with Stripe.js, nothing more is answered.
  return new Promise(() => {});
}

function subjectOf(secret: string): Subject {
  return secret.startsWith('seti_') ? 'setup' : 'payment';
}

function pathOf(subject: Subject, secret: string): string {
  const id = secret.split('_secret_', 1)[0] ?? '';
  return `/v1/${subject}_intents/${encodeURIComponent(id)}`;
}

function integrationError(message: string): Error {
  const error = new Error(message);
  error.name = 'IntegrationError';
  return error;
}
