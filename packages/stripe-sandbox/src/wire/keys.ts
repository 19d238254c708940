import { createHash, timingSafeEqual } from 'node:crypto';
import type { KeyKind } from './endpoint.ts';
import { RequestFailure } from './failures.ts';

export interface Keys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** Which key an `Authorization` header (Bearer, or Basic with the key as user name) carries. Throws Stripe's 401. */
export function keyOf(header: string | undefined, keys: Keys): KeyKind {
  const given = presented(header);
  if (given === undefined) {
    throw unauthorized(
      "You did not provide an API key. Send it as a bearer token: 'Authorization: Bearer YOUR_SECRET_KEY'.",
    );
  }
  if (isSame(given, keys.secretKey)) return 'secret';
  if (isSame(given, keys.publishableKey)) return 'publishable';
  throw unauthorized(`Invalid API Key provided: ${masked(given)}`);
}

/** The publishable key may only do what the browser script does. */
export function secretKeyRequired(): RequestFailure {
  return new RequestFailure(401, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message: 'This API call cannot be made with a publishable API key. Use a secret API key.',
  });
}

function presented(header: string | undefined): string | undefined {
  const [scheme, value] = (header ?? '').split(' ', 2);
  if (!value) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() === 'basic')
    return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || undefined;
  return undefined;
}

function isSame(given: string, key: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(key));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function masked(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function unauthorized(message: string): RequestFailure {
  return new RequestFailure(401, { type: 'invalid_request_error', message });
}
