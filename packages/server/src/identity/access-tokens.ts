import { randomBytes } from 'node:crypto';
import { ACCESS_TOKEN_PREFIX, hashAccessToken } from './credential.ts';
import type { IdentityDependencies } from './dependencies.ts';

const DAY_MS = 24 * 3_600_000;
export const ACCESS_TOKEN_DAYS = 30;

/**
 * Makes a bearer token of 256 random bits for a person. Only its SHA-256 is kept: what is returned here is never shown again.
 *
 * @returns null when there is no person of that address.
 */
export async function issueAccessToken(
  { database, clock }: Pick<IdentityDependencies, 'database' | 'clock'>,
  email: string,
  description: string,
): Promise<string | null> {
  const token = `${ACCESS_TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const now = clock();
  const inserted = await database.pool.query(
    `insert into access_token (token_hash, user_id, description, created_at, expires_at)
     select $1, user_id, $2, $3, $4 from app_user where lower(email) = lower($5)`,
    [hashAccessToken(token), description, now, new Date(now.getTime() + ACCESS_TOKEN_DAYS * DAY_MS), email.trim()],
  );
  return inserted.rowCount === 1 ? token : null;
}
