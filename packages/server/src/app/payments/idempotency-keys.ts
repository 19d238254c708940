import type { Database } from '../../db/database.ts';

const KEPT_MS = 7 * 24 * 3_600_000;

/** A key is kept for seven days (docs/domain/payments.md). An admin sweep over all accounts. */
export async function forgetIdempotencyKeys(db: Database, now: Date): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .executeTakeFirstOrThrow();
  return numDeletedRows;
}
