import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { ActivityLog } from '../tables.ts';

export type ActivityRow = Selectable<ActivityLog>;

/** An account's activity, newest first, from before `beforeId` on. */
export function listActivity(
  db: Database,
  billingAccountId: string,
  { limit, beforeId }: { limit: number; beforeId?: string | undefined },
): Promise<ActivityRow[]> {
  let query = db.selectFrom('activity_log').selectAll().where('billing_account_id', '=', billingAccountId);
  if (beforeId !== undefined) query = query.where('activity_id', '<', beforeId);
  return query.orderBy('activity_id', 'desc').limit(limit).execute();
}
