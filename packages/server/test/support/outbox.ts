import type pg from 'pg';
import { expect } from 'vitest';

/**
 * Waits until everything that is committed in the outbox can be read. Readers take only what lies below the oldest open
 * transaction of the whole cluster, and test files that run beside this one have theirs open on the same one.
 */
export async function outboxIsReadable(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  const hidden = async () => {
    const { rows } = await pool.query<{ count: bigint }>(
      'select count(*) from outbox_event where xid >= pg_snapshot_xmin(pg_current_snapshot())',
    );
    return Number(rows[0]?.count);
  };
  await expect.poll(hidden, { timeout: 20_000, interval: 10 }).toBe(0);
}
