import { createHash, createHmac, randomBytes } from 'node:crypto';

const BYTES = 16;

/** 128 random bits, as they stand in an address. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * The same for a request that came with a key: asked again after a lost answer, it is the same link, although only its hash was kept.
 * Nobody who has not the server's secret can make it.
 */
export function tokenOfRequest(secret: string, request: readonly (string | null)[]): string {
  const mac = createHmac('sha256', secret).update(JSON.stringify(['pay-link', ...request]));
  return mac.digest().subarray(0, BYTES).toString('base64url');
}

/** What is kept of it: a copy of the table opens nothing. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
