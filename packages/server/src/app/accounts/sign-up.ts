import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { ExpressionBuilder } from 'kysely';
import type { SignUpPolicy } from '../../config/config.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { violatesUnique } from '../../db/sql-state.ts';
import type { DB as Tables } from '../../db/tables.ts';
import { hashPassword } from '../../identity/password.ts';
import { PASSWORD_PROVIDER } from '../../identity/sign-in.ts';
import { hashInvitation } from '../access/invite-to-sign-up.ts';

export interface SignUpDependencies {
  readonly database: { readonly db: Database };
  readonly clock: () => Date;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** The language that was chosen while signing up; absent: the browser goes on deciding. */
  readonly language?: string | undefined;
  /** The code of an invitation. */
  readonly invitation?: string | undefined;
}

export type SignUpRejection =
  | { readonly code: 'SignUpClosed' }
  | { readonly code: 'InvitationNotValid' }
  | { readonly code: 'EmailTaken' };

/**
 * Makes a person with a password, as the host's policy allows: `open` to anyone, by `invitation` that is used up in the same
 * transaction, or `closed`. The billing account follows by `createBillingAccount`.
 */
export async function signUp(
  { database, clock }: SignUpDependencies,
  policy: SignUpPolicy,
  request: NewPerson,
): Promise<Result<{ userId: string }, SignUpRejection>> {
  if (policy === 'closed') return err({ code: 'SignUpClosed' });
  // A hash costs a tenth of a second and they are made one at a time: not for whoever has no invitation.
  if (policy === 'invitation' && !(await isInvited(database.db, request, clock())))
    return err({ code: 'InvitationNotValid' });
  const password = await hashPassword(request.password);
  const person = { ...request, email: request.email.trim(), name: request.name.trim() };
  try {
    return await inTransaction<{ userId: string }, SignUpRejection>(database.db, async (tx) => {
      const invited = policy === 'open' || (await useInvitation(tx, person, clock()));
      if (!invited) return err({ code: 'InvitationNotValid' });
      return ok({ userId: await insertPerson(tx, person, password, clock()) });
    });
  } catch (error) {
    if (violatesUnique(error, 'app_user_email_uq')) return err({ code: 'EmailTaken' });
    throw error;
  }
}

async function isInvited(db: Database, person: NewPerson, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('sign_up_invitation')
    .select('code_hash')
    .where(isGood(person, now))
    .executeTakeFirst();
  return found !== undefined;
}

/** Of two who come at once with one code, the second finds it used. */
async function useInvitation(tx: Tx, person: NewPerson, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('sign_up_invitation')
    .set({ used_at: now })
    .where(isGood(person, now))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}

/** Codes are random and kept as SHA-256; one may be bound to an address. */
function isGood({ invitation, email }: NewPerson, now: Date) {
  return ({ eb, and, or, fn, lit }: ExpressionBuilder<Tables, 'sign_up_invitation'>) =>
    invitation === undefined
      ? lit(false)
      : and([
          eb('code_hash', '=', hashInvitation(invitation)),
          eb('used_at', 'is', null),
          eb('expires_at', '>', now),
          or([eb('email', 'is', null), eb(fn('lower', ['email']), '=', email.trim().toLowerCase())]),
        ]);
}

async function insertPerson(tx: Tx, person: NewPerson, password: string, now: Date): Promise<string> {
  const userId = newId();
  const times = { created_at: now, updated_at: now };
  await tx
    .insertInto('app_user')
    .values({ user_id: userId, name: person.name, email: person.email, ...times })
    .execute();
  await tx
    .insertInto('user_credential')
    .values({
      credential_id: newId(),
      account_id: userId,
      provider_id: PASSWORD_PROVIDER,
      user_id: userId,
      password,
      ...times,
    })
    .execute();
  if (person.language !== undefined) {
    await tx
      .insertInto('user_setting')
      .values({ user_id: userId, language: person.language, updated_at: now })
      .execute();
  }
  return userId;
}
