import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Passwords are kept as scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: 32 MiB of memory a guess, one of OWASP's equivalent minimum
 * settings (Password Storage Cheat Sheet). The parameters travel with each hash, so that they can be raised later.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export const PASSWORD_MIN_CHARACTERS = 12;

/** @returns `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return formatHash(salt, await derive(password, salt, COST));
}

/** False for a wrong password and for a hash that this function did not make; takes as long either way. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [scheme, N, r, p, salt = '', key = ''] = (hash ?? NOBODYS_HASH).split('$');
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  if (scheme !== 'scrypt' || expected.length !== KEY_BYTES) return false;
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(given, expected) && hash !== null;
}

/** What an unknown address is compared with, so that its answer takes as long as a known one's. Nothing derives to a random key. */
const NOBODYS_HASH = formatHash(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));

function formatHash(salt: Buffer, key: Buffer): string {
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

const MEMORY_MARGIN = 2;

/** One at a time and no more: hashes run on libuv's threads, and 32 MiB each must not add up to the whole machine. */
async function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const turn = lastTurn.then(() => scryptAsync(password.normalize('NFKC'), salt, KEY_BYTES, withMemory(cost)));
  lastTurn = turn.then(
    () => undefined,
    () => undefined,
  );
  return turn;
}

let lastTurn: Promise<void> = Promise.resolve();

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** Node refuses more than 32 MiB unless told; 128 * N * r is what the algorithm needs. */
function withMemory(cost: { N: number; r: number; p: number }): ScryptOptions {
  return { ...cost, maxmem: 128 * cost.N * cost.r * MEMORY_MARGIN };
}
