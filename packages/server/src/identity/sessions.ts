import { randomBytes } from 'node:crypto';
import { newId } from '../db/new-id.ts';
import { type Principal, SESSION_LIFETIME_MS } from './actor.ts';
import type { Client } from './client.ts';
import type { IdentityDependencies } from './dependencies.ts';

/** A session of 256 random bits. @returns its token, which goes into the cookie, signed. */
export async function startSession(
  { database, clock }: Pick<IdentityDependencies, 'database' | 'clock'>,
  userId: string,
  { networkAddress, userAgent }: Client,
): Promise<string> {
  const now = clock();
  const token = randomBytes(32).toString('base64url');
  await database.db
    .insertInto('user_session')
    .values({
      session_id: newId(),
      token,
      user_id: userId,
      expires_at: new Date(now.getTime() + SESSION_LIFETIME_MS),
      ip_address: networkAddress,
      user_agent: userAgent?.slice(0, USER_AGENT_MAX) ?? null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return token;
}

const USER_AGENT_MAX = 400;

// Being seen is written at most this often: a read request costs no write.
const TOUCH_EVERY_MS = 5 * 60_000;

/** Notes that a session is in use, so that it does not end for idleness. Not waited for: the request owes nothing to it. */
export function touchSession(
  { database, clock, log }: IdentityDependencies,
  sessionToken: string,
  { seenAt }: Principal,
): void {
  const now = clock();
  if (seenAt !== null && now.getTime() - seenAt.getTime() < TOUCH_EVERY_MS) return;
  database.db
    .updateTable('user_session')
    .set({ updated_at: now })
    .where('token', '=', sessionToken)
    .execute()
    .catch((error: unknown) => log.warn({ err: error }, 'could not note that a session is in use'));
}

/** Ends one session: sign-out, and the old one of a browser that signs in again. Unknown tokens end nothing. */
export async function endSession(
  { database }: Pick<IdentityDependencies, 'database'>,
  sessionToken: string,
): Promise<void> {
  await database.db.deleteFrom('user_session').where('token', '=', sessionToken).execute();
}
