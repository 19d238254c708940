import type { IssuerRole } from '@betalt/core/access/roles.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Database } from '../../db/database.ts';
import { findPerson, type PersonRow } from '../../db/queries/people.ts';

export interface StaffDependencies {
  readonly db: Database;
  readonly clock: () => Date;
}

export type StaffRejection = { readonly code: 'PersonNotFound' | 'NotStaff' };

/** Makes a person staff of the issuer, beside whatever else they are. Asked again, it is the same. */
export async function addStaff(
  { db, clock }: StaffDependencies,
  { email, role }: { readonly email: string; readonly role: IssuerRole },
): Promise<Result<PersonRow, StaffRejection>> {
  const person = await findPerson(db, email);
  if (person === undefined) return err({ code: 'PersonNotFound' });
  await db
    .insertInto('issuer_role_assignment')
    .values({ user_id: person.user_id, role, created_at: clock() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return ok(person);
}

/** @param role one of theirs; absent: all of them */
export async function removeStaff(
  { db }: Pick<StaffDependencies, 'db'>,
  { email, role }: { readonly email: string; readonly role?: IssuerRole | undefined },
): Promise<Result<PersonRow, StaffRejection>> {
  const person = await findPerson(db, email);
  if (person === undefined) return err({ code: 'PersonNotFound' });
  const removed = await db
    .deleteFrom('issuer_role_assignment')
    .where('user_id', '=', person.user_id)
    .$if(role !== undefined, (query) => query.where('role', '=', role ?? ''))
    .executeTakeFirstOrThrow();
  return removed.numDeletedRows === 0n ? err({ code: 'NotStaff' }) : ok(person);
}

export interface StaffMember {
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** Everybody who works for the issuer: a person for each of their roles. */
export function listStaff(db: Database): Promise<StaffMember[]> {
  return db
    .selectFrom('issuer_role_assignment as i')
    .innerJoin('app_user as u', 'u.user_id', 'i.user_id')
    .select(['u.name', 'u.email', 'i.role'])
    .orderBy('u.email')
    .orderBy('i.role')
    .execute();
}
