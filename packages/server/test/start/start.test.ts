import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabaseFrom } from '@betalt/embedded/postgres/test-cluster.ts';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownerUrl } from '../../src/start/owner-role.ts';
import { betalt, installation, startBetalt, startWorkerProcess } from '../support/betalt-process.ts';

const PERSON = { name: 'Kari Nordmann', email: 'kari@bygg.example', password: 'correct horse battery' };

async function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('betalt start', () => {
  it('serves over HTTP and TLS, answers the command line beside it, and stops in order on Ctrl-C', async () => {
    const here = await installation({ BETALT_SIGN_UP: 'open' });
    const running = await startBetalt(here);
    expect((await post(`${here.url}/api/sign-up`, PERSON)).status).toBe(200);
    expect(await overTls(here)).toEqual({ status: 200, body: '{"status":"ok"}' });
    expect(running.stdout()).toContain(here.url);

    const token = await betalt(here.environment, 'token', PERSON.email.toUpperCase());
    expect([token.code, token.stderr]).toEqual([0, '']);
    expect(token.stdout).toMatch(/^betalt_[\w-]{43}\n$/);
    const session = await fetch(`${here.url}/api/session`, {
      headers: { authorization: `Bearer ${token.stdout.trim()}` },
    });
    expect(await session.json()).toMatchObject({ user: { email: PERSON.email } });
    expect(await betalt(here.environment, 'token', 'nobody@bygg.example')).toMatchObject({ code: 1, stdout: '' });
    expect(await betalt(here.environment, 'ledger', 'check')).toMatchObject({
      code: 0,
      stdout: 'The ledger adds up.\n',
    });

    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
    const after = await betalt(here.environment, 'token', PERSON.email);
    expect(after.code).toBe(1);
    expect(after.stderr).toBe(
      `betalt: No Betalt is running on ${here.dataDir}. Start it (npm start) and try again, or set BETALT_DATA_DIR or DATABASE_URL to the one that is meant.\n`,
    );
  });

  it('keeps secrets in files of its owner alone, and the ledger out of its own reach', async () => {
    const here = await installation();
    await startBetalt(here);
    for (const file of ['session.secret', 'webhook.secret', 'postgres.password']) {
      expect((await stat(join(here.dataDir, file))).mode & 0o077).toBe(0);
    }
    const [port = ''] = (await readFile(join(here.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n').slice(3);
    const password = (await readFile(join(here.dataDir, 'postgres.password'), 'utf8')).trim();
    const client = new pg.Client({
      connectionString: ownerUrl(`postgres://betalt:${password}@127.0.0.1:${port}/betalt`),
    });
    await client.connect();
    onTestFinished(() => client.end());
    for (const statement of ['update posting set amount_minor = 1', 'delete from journal_entry', 'truncate posting']) {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('says in one line that it runs already, and that a port is taken', async () => {
    const here = await installation();
    await startBetalt(here);
    const twice = await betalt(here.environment, 'start');
    expect([twice.code, twice.stderr]).toEqual([
      1,
      `betalt: Betalt runs already on ${here.dataDir}. Open ${here.url}, or stop it first.\n`,
    ]);
    const other = await installation({ BETALT_PORT: new URL(here.url).port });
    expect((await betalt(other.environment, 'start')).stderr).toBe(
      `betalt: Port ${new URL(here.url).port} is taken: something else listens on ${new URL(here.url).host}. Stop it, or set BETALT_PORT to another port.\n`,
    );
  });

  it('is killed at any moment and starts again with everything that it had said', async () => {
    const here = await installation({ BETALT_SIGN_UP: 'open' });
    const first = await startBetalt(here);
    expect((await post(`${here.url}/api/sign-up`, PERSON)).status).toBe(200);
    first.child.kill('SIGKILL');
    await first.ended;
    await startBetalt(here);
    const signedIn = await post(`${here.url}/api/sign-in`, { email: PERSON.email, password: PERSON.password });
    expect(signedIn.status).toBe(200);
  });

  it('refuses a configuration that is wrong, with every variable by name', async () => {
    const here = await installation({ BETALT_PORT: 'x', BETALT_SIGN_UP: 'maybe' });
    const { code, stdout, stderr } = await betalt(here.environment, 'start');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('BETALT_PORT is "x"');
    expect(stderr).toContain('BETALT_SIGN_UP is "maybe"');
  });

  it('names a data folder that cannot be used, and what to do', async () => {
    const { dataDir } = await installation();
    await writeFile(join(dataDir, 'file'), '');
    for (const [folder, sentence] of [
      [join(dataDir, 'file'), 'a file stands in the way'],
      [join(dataDir, 'file', 'below'), 'a file stands in the way'],
      ['/proc/nowhere', 'cannot be made'],
    ] as const) {
      const here = await installation({ BETALT_DATA_DIR: folder });
      const { code, stderr } = await betalt(here.environment, 'start');
      expect([folder, code]).toEqual([folder, 1]);
      expect(stderr).toContain(sentence);
      expect(stderr).toContain('BETALT_DATA_DIR');
    }
  });

  it('finishes requests that run before it stops, and waits for no browser that only listens', async () => {
    const here = await installation({ BETALT_SIGN_UP: 'open' });
    const running = await startBetalt(here);
    await post(`${here.url}/api/sign-up`, PERSON);
    const token = (await betalt(here.environment, 'token', PERSON.email)).stdout.trim();
    const listening = await fetch(`${here.url}/api/live`, { headers: { authorization: `Bearer ${token}` } });
    expect(listening.status).toBe(200);
    // Comparing a password takes some 150 ms: the request is under way when the signal comes.
    const signingIn = post(`${here.url}/api/sign-in`, { email: PERSON.email, password: PERSON.password });
    await sleep(60);
    const asked = performance.now();
    running.child.kill('SIGTERM');
    expect((await signingIn).status).toBe(200);
    expect((await running.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8_000);
    await listening.body?.cancel();
  });
});

describe('betalt start with a database of the host’s own', () => {
  it('says how to reach one that does not answer', async () => {
    const here = await installation({ DATABASE_URL: 'postgres://betalt:5ecret@127.0.0.1:1/betalt' });
    const { code, stderr } = await betalt(here.environment, 'start');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'betalt: PostgreSQL at 127.0.0.1:1 cannot be reached (ECONNREFUSED). Start PostgreSQL there, or correct DATABASE_URL.\n',
    );
  });

  it('refuses one that is behind until it has been migrated, then starts', async () => {
    const empty = await createDatabaseFrom('template0');
    onTestFinished(() => empty.drop());
    const here = await installation({ DATABASE_URL: empty.url });
    const behind = await betalt(here.environment, 'start');
    expect(behind.code).toBe(1);
    expect(behind.stderr).toMatch(/migrations behind this Betalt\. Run npx betalt migrate once, then try again\.\n$/);
    expect(await betalt(here.environment, 'migrate')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('0001_people'),
    });
    expect((await betalt(here.environment, 'migrate')).stdout).toBe('The database is up to date.\n');
    await startBetalt(here);
    expect(await betalt(here.environment, 'token', 'a@b.example')).toMatchObject({ code: 1, stdout: '' });
  });

  it('may be several processes: two of the API and a worker, with one sandbox between them', async () => {
    const database = await createDatabaseFrom();
    onTestFinished(() => database.drop());
    const shared = { DATABASE_URL: database.url, BETALT_SIGN_UP: 'open' };
    const first = await installation(shared);
    await startBetalt(first, ['start', '--role', 'api']);
    const sandbox = {
      BETALT_SANDBOX_PORT: new URL(first.sandboxUrl).port,
      BETALT_DATA_DIR: first.dataDir,
      STRIPE_SECRET_KEY: 'sk_test_betalt',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_betalt',
      STRIPE_WEBHOOK_SECRET: (await readFile(join(first.dataDir, 'webhook.secret'), 'utf8')).trim(),
    };
    const second = await installation({ ...shared, ...sandbox });
    await startBetalt(second, ['start', '--role', 'api']);
    const worker = await startWorkerProcess(await installation({ ...shared, ...sandbox }));
    const signedUp = await post(`${first.url}/api/sign-up`, PERSON);
    const cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await fetch(`${second.url}/api/session`, { headers: { cookie } })).status).toBe(200);
    worker.child.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  });
});

describe('the command line', () => {
  it('has an exit code of 2 for what makes no sense, and says so in one line', async () => {
    const { environment } = await installation();
    for (const args of [['nonsense'], ['token'], ['invoice', 'import'], ['start', '--role', 'boss']]) {
      const { code, stdout, stderr } = await betalt(environment, ...args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toMatch(/^betalt: /);
    }
    expect(await betalt(environment, '--help')).toMatchObject({ code: 0, stderr: '' });
  });
});

async function overTls({ dataDir, environment }: { dataDir: string; environment: Readonly<Record<string, string>> }) {
  const ca = await readFile(join(dataDir, 'tls', 'ca.pem'));
  const asked = request({ host: '127.0.0.1', port: environment.BETALT_TLS_PORT, path: '/livez', ca });
  asked.end();
  const [answer] = await once(asked, 'response');
  const body = (await answer.setEncoding('utf8').toArray()).join('');
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  return { status: answer.statusCode, body };
}
