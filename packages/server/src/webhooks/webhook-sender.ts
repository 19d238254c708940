import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { literalAddress, receiverUrl } from './receiver-url.ts';
import { isRefusedAddress } from './refused-address.ts';

/** One message to one receiver. */
export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back: the status of an answer, or why there was none. */
export type WebhookAnswer = { readonly durationMs: number } & (
  | { readonly status: number; readonly response: string }
  | { readonly error: string }
);

/** Never throws for what a receiver does or does not do. */
export type WebhookSender = (message: WebhookMessage) => Promise<WebhookAnswer>;

export interface WebhookSenderOptions {
  /** The host lets messages go to private addresses. */
  readonly allowsPrivate: boolean;
  /** From the first look-up to the end of the answer. */
  readonly timeoutMs?: number;
  /** Instead of the system's resolver. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
}

const TIMEOUT_MS = 10_000;
const MOST_RESPONSE_BYTES = 1_024;

/**
 * Sends over connections of their own, each to an address that has been checked: the name is resolved once, and what was checked is
 * what is connected to, so that a name that changes in between reaches nothing. Redirects are not followed.
 */
export function webhookSender({
  allowsPrivate,
  timeoutMs = TIMEOUT_MS,
  resolve = resolveAll,
}: WebhookSenderOptions): WebhookSender {
  return async (message) => {
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const checked = receiverUrl(message.url, allowsPrivate);
      if ('rejection' in checked)
        return { durationMs: durationMs(), error: `the URL is refused: ${checked.rejection}` };
      const addresses = await beforeAbort(checkedAddresses(checked.url, { allowsPrivate, resolve }), signal);
      const answer = await post(checked.url, addresses, message, signal);
      return { durationMs: durationMs(), status: answer.statusCode ?? 0, response: await beginning(answer) };
    } catch (error) {
      return { durationMs: durationMs(), error: signal.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(error) };
    }
  };
}

function resolveAll(hostname: string): Promise<LookupAddress[]> {
  return lookup(hostname, { all: true });
}

/** @throws when any of them is refused: a name that leads to both is none of the public internet's. */
async function checkedAddresses(
  url: URL,
  { allowsPrivate, resolve }: Required<Pick<WebhookSenderOptions, 'allowsPrivate' | 'resolve'>>,
): Promise<readonly LookupAddress[]> {
  // Addresses have been checked with the URL.
  if (literalAddress(url) !== null) return [];
  const addresses = await resolve(url.hostname);
  // Whoever reads it may be of any customer, and is not told what names mean inside the host's network.
  if (!allowsPrivate && addresses.some(({ address }) => isRefusedAddress(address)))
    throw new Error(`${url.hostname} leads to what is not a public address`);
  if (addresses.length === 0) throw new Error(`${url.hostname} has no address`);
  return addresses;
}

/** A look-up cannot be cancelled; whoever waits for it can go. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function post(
  url: URL,
  addresses: readonly LookupAddress[],
  { headers, body }: WebhookMessage,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? requestSecure : requestPlain;
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      lookup: answering(addresses),
      signal,
      headers: { ...headers, 'content-length': bytes.length },
    });
    request.on('response', resolve).on('error', reject).end(bytes);
  });
}

/** The look-up of a connection, answered with what has been checked. */
function answering(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family ?? 0);
  };
}

/** As much of the answer as is kept; the rest is not waited for. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      // Leaving the loop closes the connection.
      if (size >= MOST_RESPONSE_BYTES) break;
    }
  } catch {
    // The status is the answer; a body that breaks off, or does not end in time, takes nothing from it.
  }
  // PostgreSQL keeps no U+0000; a letter that was cut in two becomes U+FFFD.
  return Buffer.concat(chunks).subarray(0, MOST_RESPONSE_BYTES).toString('utf8').replaceAll('\0', '\uFFFD');
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
