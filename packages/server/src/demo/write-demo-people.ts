import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction } from '../db/database.ts';
import { hashPassword } from '../identity/password.ts';
import { PASSWORD_PROVIDER } from '../identity/sign-in.ts';
import { demoId } from './demo-id.ts';
import { DEMO_ISSUER_STAFF, DEMO_PASSWORD, DEMO_PEOPLE, demoPerson } from './demo-people.ts';

/** The people of the demo and the vendor's staff; who is there already is left as they are. */
export async function writeDemoPeople(db: Database, at: Date): Promise<void> {
  // One hash for all: the password is on the sign-in page, and hashing is meant to be slow.
  const password = await hashPassword(DEMO_PASSWORD);
  await inTransaction(db, async (tx) => {
    const people = DEMO_PEOPLE.map(({ userId: user_id, name, email }) => ({
      user_id,
      name,
      email,
      created_at: at,
      updated_at: at,
    }));
    await tx
      .insertInto('app_user')
      .values(people)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const credentials = DEMO_PEOPLE.map(({ userId, email }) => ({
      credential_id: demoId(`credential ${email}`),
      account_id: userId,
      provider_id: PASSWORD_PROVIDER,
      user_id: userId,
      password,
      created_at: at,
      updated_at: at,
    }));
    await tx
      .insertInto('user_credential')
      .values(credentials)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const staff = DEMO_ISSUER_STAFF.map(({ email, role }) => ({
      user_id: demoPerson(email).userId,
      role,
      created_at: at,
    }));
    await tx
      .insertInto('issuer_role_assignment')
      .values(staff)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return ok(undefined);
  });
}
