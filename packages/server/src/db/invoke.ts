import type pg from 'pg';
import { beforeNextTry } from './next-try.ts';

/**
 * Calls one of the batch functions of migration 0013 by a named prepared statement: one round trip, one transaction, one commit.
 * Deadlocks and serialisation failures are tried again, since nothing of them stayed.
 */
export async function invoke<Answer>(
  pool: pg.Pool,
  name: 'record_payments' | 'apply_gateway_results',
  items: readonly unknown[],
): Promise<readonly Answer[]> {
  const query = { name, text: `select ${name}($1::jsonb) as answers`, values: [JSON.stringify(items)] };
  for (let tries = 1; ; tries += 1) {
    try {
      const { rows } = await pool.query<{ answers: Answer[] }>(query);
      return rows[0]?.answers ?? [];
    } catch (error) {
      await beforeNextTry(error, tries);
    }
  }
}
