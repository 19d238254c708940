import type { Wiring } from '../../app/wired.ts';

type Check = 'ok' | 'failed';

export interface Readiness {
  readonly status: Check;
  readonly checks: { readonly database: Check; readonly queue: Check; readonly gateway: Check };
  /** Only told: a payment can be made without it. */
  readonly mail: 'ok' | 'not_configured';
}

const TIMEOUT_MS = 2_000;

/** Asks each of them for real, at the same time, each with a deadline. The reasons are in the log, not in the answer. */
export async function checkReadiness(wiring: Wiring): Promise<Readiness> {
  const { pool } = wiring.database;
  const [database, queue, gateway] = await Promise.all([
    check(wiring, 'database', async () => (await pool.query('select 1')).rowCount === 1),
    // The queue's own tables answer; whether a worker is at work is the worker's readiness.
    check(
      wiring,
      'queue',
      async () => (await pool.query(`select to_regclass('graphile_worker.jobs') as jobs`)).rows[0].jobs !== null,
    ),
    check(wiring, 'gateway', () => wiring.gateway.isReachable()),
  ]);
  const status = [database, queue, gateway].every((each) => each === 'ok') ? 'ok' : 'failed';
  return { status, checks: { database, queue, gateway }, mail: wiring.mailer === null ? 'not_configured' : 'ok' };
}

async function check({ log }: Wiring, name: string, ask: () => Promise<boolean>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not answer in ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  try {
    return (await Promise.race([ask(), deadline])) ? 'ok' : 'failed';
  } catch (error) {
    log.warn({ err: error }, `readiness: ${name} failed`);
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
