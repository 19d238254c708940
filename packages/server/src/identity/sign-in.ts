import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Client } from './client.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { verifyPassword } from './password.ts';
import { endSession, startSession } from './sessions.ts';
import { attemptBy, countAttempt, forgiveAttempt } from './sign-in-throttle.ts';

export type SignInRejection =
  | { readonly code: 'SignInFailed' }
  | { readonly code: 'TooManySignInAttempts'; readonly retryAfterSeconds: number };

/**
 * Signs a person in with a password.
 *
 * @returns the new session's token. An unknown address and a wrong password are one answer, after the same time.
 */
export async function signIn(
  dependencies: IdentityDependencies,
  { email, password }: { email: string; password: string },
  client: Client,
): Promise<Result<{ sessionToken: string; userId: string }, SignInRejection>> {
  const { pool } = dependencies.database;
  const attempt = attemptBy(email, client.networkAddress, dependencies.clock());
  const blocked = await countAttempt(pool, attempt);
  if (blocked !== null) return err({ code: 'TooManySignInAttempts', ...blocked });
  const person = await findCredential(dependencies, email);
  if (!(await verifyPassword(password, person?.password ?? null)) || person === undefined) {
    dependencies.log.info({ address: client.networkAddress }, 'sign-in refused');
    return err({ code: 'SignInFailed' });
  }
  await forgiveAttempt(pool, attempt);
  if (client.sessionToken !== null) await endSession(dependencies, client.sessionToken);
  return ok({ userId: person.user_id, sessionToken: await startSession(dependencies, person.user_id, client) });
}

/** Provider id of local passwords; other providers come by configuration. */
export const PASSWORD_PROVIDER = 'credential';

async function findCredential({ database }: IdentityDependencies, email: string) {
  const { rows } = await database.pool.query<{ user_id: string; password: string | null }>({
    name: 'password-by-email',
    text: `select u.user_id, c.password from app_user u
      join user_credential c on c.user_id = u.user_id and c.provider_id = '${PASSWORD_PROVIDER}'
      where lower(u.email) = lower($1)`,
    values: [email.trim()],
  });
  return rows[0];
}
