import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseHandle } from '@betalt/server/db/database.ts';
import type { Stage } from './stage/stage.ts';
import { gateway } from './witness.ts';

const SETTLED_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 300;
const JUMP_EVERY_MS = 4_000;

/**
 * A day goes by: challenges expire, checks of unknown payments fall due, events that failed are tried again. Only the dates are
 * changed; what follows from them the workers do.
 */
const A_DAY_GOES_BY = [
  `update payment set expires_at = least(expires_at, now()) where outcome = 'requires_action'`,
  `update payment set next_check_at = least(next_check_at, now()) where next_check_at is not null`,
  `update gateway_event set next_try_at = least(next_try_at, now()) where processed_at is null`,
] as const;

const OPEN = `select
    (select count(*)::int from payment where outcome in ('recorded', 'unknown', 'processing', 'requires_action'))
  + (select count(*)::int from gateway_event where processed_at is null) as open`;

/**
 * The gateway is well again, and days go by until nothing is open, or it is clear that something stays so: the verdict then says what.
 *
 * @returns how many payments were not settled when the last payer left
 */
export async function settle({ sandboxUrl }: Stage, { pool }: DatabaseHandle): Promise<number> {
  await gateway(sandboxUrl, '/sandbox/faults', { method: 'DELETE' });
  const first = await open(pool);
  const end = Date.now() + SETTLED_WITHIN_MS;
  let jumpAt = 0;
  while (Date.now() < end && (await open(pool)) > 0) {
    if (Date.now() >= jumpAt) {
      for (const statement of A_DAY_GOES_BY) await pool.query(statement);
      jumpAt = Date.now() + JUMP_EVERY_MS;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return first;
}

async function open(pool: DatabaseHandle['pool']): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(OPEN);
  return rows[0]?.open ?? 0;
}
