import type { Database, Tx } from '../db/database.ts';
import { FJORD } from './demo-customers.ts';
import { demoId } from './demo-id.ts';
import { DEMO_PEOPLE } from './demo-people.ts';

/** `other`: the database is somebody's, and no demo is put into it. */
export type DemoProgress = 'empty' | 'begun' | 'complete' | 'other';

const SEEDED = { billing_account_id: FJORD.billingAccountId, activity_id: demoId('seeded') };

export async function demoProgress(db: Database): Promise<DemoProgress> {
  const demoUsers = DEMO_PEOPLE.map(({ userId }) => userId);
  const someone = await db.selectFrom('app_user').select('user_id').limit(1).executeTakeFirst();
  if (someone === undefined) return 'empty';
  const ours = await db.selectFrom('app_user').select('user_id').where('user_id', 'in', demoUsers).executeTakeFirst();
  if (ours === undefined) return 'other';
  const seeded = await db
    .selectFrom('activity_log')
    .select('activity_id')
    .where('billing_account_id', '=', SEEDED.billing_account_id)
    .where('activity_id', '=', SEEDED.activity_id)
    .executeTakeFirst();
  return seeded === undefined ? 'begun' : 'complete';
}

export async function isIssued(tx: Tx, billingAccountId: string): Promise<boolean> {
  const account = await tx
    .selectFrom('billing_account')
    .select('billing_account_id')
    .where('billing_account_id', '=', billingAccountId)
    .executeTakeFirst();
  return account !== undefined;
}

/** The last step: without this row the next start goes on with the demo. */
export async function markSeeded(db: Database, at: Date): Promise<void> {
  await db
    .insertInto('activity_log')
    .values({ ...SEEDED, at, actor_name: 'Betalt', action: 'demo.seed', result: 'Succeeded' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
