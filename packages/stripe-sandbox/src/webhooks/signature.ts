import { createHmac, randomBytes } from 'node:crypto';

/** The `Stripe-Signature` header: HMAC-SHA256 over `<unix seconds>.<payload>`, https://docs.stripe.com/webhooks#verify-manually */
export function signatureHeader(payload: string, secret: string, atSeconds: number): string {
  const digest = createHmac('sha256', secret).update(`${atSeconds}.${payload}`, 'utf8').digest('hex');
  return `t=${atSeconds},v1=${digest}`;
}

const STALE_BY_S = 600;

/** A signature that a receiver must refuse: right but ten minutes old, or of somebody who does not know the secret. */
export function bentSignature(how: 'forged' | 'stale', payload: string, secret: string): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return how === 'stale'
    ? signatureHeader(payload, secret, nowSeconds - STALE_BY_S)
    : signatureHeader(payload, `whsec_${randomBytes(24).toString('hex')}`, nowSeconds);
}
