import { createHash, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Database } from '../../db/database.ts';
import { findPerson } from '../../db/queries/people.ts';

export interface InvitationDependencies {
  readonly db: Database;
  readonly clock: () => Date;
}

export interface Invitation {
  /** 192 random bits. Never kept and never shown again. */
  readonly code: string;
  readonly expiresAt: Date;
}

export type InviteRejection = { readonly code: 'EmailTaken' };

const DAY_MS = 24 * 3_600_000;
const CODE_BYTES = 24;

/**
 * Makes an invitation to sign up that works once: for one address, or without `email` for whoever has the code. Only the code's
 * SHA-256 is kept, so that a copy of the database invites nobody.
 */
export async function inviteToSignUp(
  { db, clock }: InvitationDependencies,
  { email, days }: { readonly email?: string | undefined; readonly days: number },
): Promise<Result<Invitation, InviteRejection>> {
  if (email !== undefined && (await findPerson(db, email)) !== undefined) return err({ code: 'EmailTaken' });
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const now = clock();
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await db
    .insertInto('sign_up_invitation')
    .values({ code_hash: hashInvitation(code), email: email?.trim() ?? null, created_at: now, expires_at: expiresAt })
    .execute();
  return ok({ code, expiresAt });
}

/** What is kept of a code. It is random, so a plain fast hash keeps it: there is nothing to guess. */
export function hashInvitation(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
