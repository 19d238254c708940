import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface PersonRow {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
}

/** The person of an e-mail address, whatever its case (index app_user_email_uq). */
export function findPerson(db: Database, email: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('app_user')
    .select(['user_id', 'name', 'email'])
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .executeTakeFirst();
}
