import { createHmac } from 'node:crypto';
import { secretKey } from './secrets.ts';

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * The headers of Standard Webhooks 1.0: an HMAC-SHA256 over id, time and body for each secret that is good, so that a receiver checks
 * with the one that it has.
 *
 * @param at seconds matter: receivers refuse what is older than a few minutes, so each try is signed anew
 */
export function signedHeaders(id: string, at: Date, body: string, secrets: readonly string[]): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const sign = (secret: string): string =>
    `v1,${createHmac('sha256', secretKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map(sign).join(' ') };
}
