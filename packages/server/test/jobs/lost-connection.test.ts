import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createDatabaseFrom } from '@betalt/embedded/postgres/test-cluster.ts';
import pg from 'pg';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { stripeGateway } from '../../src/gateways/stripe/stripe-gateway.ts';
import { ownerUrl } from '../../src/start/owner-role.ts';
import { startWorker } from '../../src/start/worker.ts';
import { testServer } from '../support/test-server.ts';

it('a worker whose database is away when a job ends goes on, and says how it ended when the database is back', async () => {
  const created = await createDatabaseFrom();
  const url = ownerUrl(created.url);
  const { asked, port } = await aGatewayThatWaits();
  const gateway = stripeGateway({
    secretKey: 'sk_test_1',
    webhookSecret: 'whsec_1',
    baseUrl: `http://127.0.0.1:${port}`,
  });
  const database = { ...openDatabase(url), url };
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
  const { wiring } = await testServer({ database, parts: { gateway, log }, booksAddUp: false });
  const worker = await startWorker(wiring, url);
  onTestFinished(async () => {
    await worker.stop();
    await database.close();
    await created.drop();
  });
  await database.pool.query(
    `select graphile_worker.add_job('detach_payment_method', '{"gatewayPaymentMethodId": "pm_1"}')`,
  );
  const socket = await asked;

  await closeDatabase(created, true);
  socket.destroy();
  await expect.poll(() => lines.join(''), { timeout: 10_000 }).toContain('(detach_payment_method');
  // Whoever tries to connect after the job had failed is refused, the worker first.
  for (let tries = 0; tries < 10; tries += 1) expect(await isAway(url)).toBe(true);
  await closeDatabase(created, false);

  const ended = async () => {
    const { rows } = await database.pool.query(
      `select locked_by, last_error from graphile_worker._private_jobs where last_error is not null`,
    );
    return rows;
  };
  await expect
    .poll(ended, { timeout: 25_000 })
    .toEqual([{ locked_by: null, last_error: 'the gateway did not answer' }]);
});

/** Takes a connection and says nothing: a job that asks it is under way until its socket is destroyed, and then tries no more. */
async function aGatewayThatWaits(): Promise<{ asked: Promise<Socket>; port: number }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const asked = once(server, 'connection').then(([socket]) => {
    server.close();
    return socket as Socket;
  });
  return { asked, port: (server.address() as AddressInfo).port };
}

/** No connection is taken by the database, and those that there are are dropped. */
async function closeDatabase({ url, name }: { url: string; name: string }, isClosed: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`alter database ${name} connection limit ${isClosed ? 0 : -1}`);
    if (!isClosed) return;
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    );
  } finally {
    await client.end();
  }
}

async function isAway(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  const isThere = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end();
  return !isThere;
}
