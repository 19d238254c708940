import pg from 'pg';
import type { Count } from '../count.ts';
import type { Dice } from '../dice.ts';

const DROPPED_A_PRESS = 0.04;

/** Drops up to three of Betalt's connections, whatever is running on them, as a failing network or a failover does. */
export async function dropConnections(superuserUrl: string, dice: Dice, dropped: Count): Promise<void> {
  if (!dice.happens(DROPPED_A_PRESS)) return;
  const many = dice.between(1, 3);
  const from = dice.below(1_000);
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'betalt' order by pid`,
    );
    const pids = Array.from(
      { length: Math.min(many, rows.length) },
      (_, index) => rows[(from + index) % rows.length]?.pid,
    );
    await client.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]);
    dropped.add('connection dropped', pids.length);
  } catch {
    // PostgreSQL itself is down: it has dropped all of them already.
    dropped.add('no connection to drop');
  } finally {
    await client.end().catch(() => undefined);
  }
}
