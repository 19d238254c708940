import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new signing secret as its receiver gets it, once: `whsec_` and 32 random bytes in base64 (Standard Webhooks). */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The bytes that sign. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

/** Keeps signing secrets in the database such that the database alone does not reveal them. */
export interface SecretBox {
  seal(secret: string): Buffer;
  /** null: sealed under another session secret, or changed. */
  open(sealed: Buffer): string | null;
}

/**
 * AES-256-GCM under a key that is derived from the session secret, which is not in the database: whoever has a copy of the database
 * cannot forge a message to a customer's receiver. With another session secret all endpoints need a new one: rotate.
 */
export function secretBox(sessionSecret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', sessionSecret, '', 'betalt webhook secrets', 32));
  return {
    seal: (secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)).toString('utf8') + decipher.final('utf8');
      } catch {
        // The tag does not fit: another key, which is the answer.
        return null;
      }
    },
  };
}
