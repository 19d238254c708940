import { expect, it, onTestFinished } from 'vitest';
import { startWorker } from '../../src/start/worker.ts';
import { testServer } from '../support/test-server.ts';

const { wiring, database } = await testServer();

it('a sweep that a machine with a fast clock has planned for later runs as soon as a worker starts', async () => {
  const { pool } = database;
  await pool.query(
    `select graphile_worker.add_job('repair_payments', job_key := 'repair_payments', run_at := now() + interval '1 hour')`,
  );
  const worker = await startWorker(wiring, database.url);
  onTestFinished(() => worker.stop());
  const waitsSeconds = async () => {
    const { rows } = await pool.query<{ seconds: string }>(
      `select extract(epoch from run_at - now()) as seconds from graphile_worker.jobs where key = 'repair_payments' and run_at > now()`,
    );
    return rows.map(({ seconds }) => Math.ceil(Number(seconds)));
  };
  await expect.poll(waitsSeconds, { timeout: 5_000 }).toEqual([expect.toSatisfy((seconds: number) => seconds <= 5)]);
});
