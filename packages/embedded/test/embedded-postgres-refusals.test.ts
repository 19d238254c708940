import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../src/postgres/embedded-postgres.ts';
import { findPostgresBinaries } from '../src/postgres/postgres-binaries.ts';
import { canMount, isRoot, mountTmpfs, runPostgres, temporaryFolder } from './support/programs.ts';
import { connected, query } from './support/queries.ts';

describe('what it refuses, and what to do about it', () => {
  it('a taken port: the port and the variable to change', async () => {
    const port = await listen();
    const refusal = await refusalOf({ dataDir: temporaryFolder(), port, portVariable: 'SOME_PORT' });
    expect(refusal.code).toBe('port-taken');
    expect(refusal.message).toContain(String(port));
    expect(refusal.remedy).toContain('SOME_PORT');
  });

  it('a folder of another major version', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    writeFileSync(join(dataDir, 'postgres.password'), 'secret\n');
    const refusal = await refusalOf({ dataDir });
    expect(refusal.code).toBe('wrong-version');
    expect(refusal.message).toMatch(/PostgreSQL 15.*PostgreSQL 18/);
  });

  it('a folder with other files in it, which it leaves alone', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'novel.txt'), 'Once upon a time');
    expect((await refusalOf({ dataDir })).code).toBe('not-a-cluster');
  });

  it('a cluster whose password is gone', async () => {
    const dataDir = temporaryFolder();
    await (await startEmbeddedPostgres({ dataDir, durable: false })).stop();
    rmSync(join(dataDir, 'postgres.password'));
    const refusal = await refusalOf({ dataDir });
    expect(refusal.code).toBe('password-missing');
    expect(refusal.message).toContain('postgres.password');
  });

  it('a data folder that is a file', async () => {
    const dataDir = join(temporaryFolder(), 'file');
    writeFileSync(dataDir, '');
    expect((await refusalOf({ dataDir })).code).toBe('not-writable');
  });

  it('a platform that npm has no PostgreSQL for: a database of one’s own', async () => {
    const refusal = await findPostgresBinaries('sunos', 'sparc').catch((failure: unknown) => failure);
    expect(refusal).toBeInstanceOf(EmbeddedPostgresError);
    expect(refusal).toMatchObject({ code: 'no-binaries', remedy: expect.stringContaining('DATABASE_URL') });
  });

  it.runIf(isRoot)('a folder that this user may not write', async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o755);
    const refusal = await runPostgres([dataDir], { uid: 65_534 }).said;
    expect(refusal.code).toBe('not-writable');
    expect(refusal.message).toContain(dataDir);
    expect(refusal.remedy).toContain('BETALT_DATA_DIR');
  });

  it.runIf(canMount)('a file system mounted read-only', async () => {
    expect((await refusalOf({ dataDir: mountTmpfs('ro') })).code).toBe('read-only');
  });

  it('leaves the folder free after each refusal', async () => {
    const dataDir = temporaryFolder();
    const port = await listen();
    await refusalOf({ dataDir, port });
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await postgres.stop();
  });
});

describe('a full disk', () => {
  it.runIf(canMount)('while the cluster is made: named, and with room it is made', async () => {
    const dataDir = mountTmpfs('size=20m');
    const refusal = await refusalOf({ dataDir });
    expect(refusal.code).toBe('disk-full');
    expect(refusal.message).toContain(dataDir);
    execFileSync('mount', ['-o', 'remount,size=300m', dataDir]);
    const postgres = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => postgres.stop());
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.runIf(canMount)('while it writes: with room again, nothing acknowledged is lost', async () => {
    const dataDir = mountTmpfs('size=120m');
    const first = await startEmbeddedPostgres({ dataDir });
    const acknowledged = await fill(first.url);
    await first.stop();
    execFileSync('mount', ['-o', 'remount,size=500m', dataDir]);
    const second = await startEmbeddedPostgres({ dataDir });
    onTestFinished(() => second.stop());
    const [row] = await query(second.url, 'select count(*)::int as kept from coin');
    expect(row?.['kept']).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(0);
  });
});

async function fill(url: string): Promise<number> {
  let acknowledged = 0;
  const work = connected(url, async (client) => {
    await client.query('create table coin (number int primary key, metal text)');
    await client.query('alter table coin alter metal set storage external');
    for (;;) {
      await client.query("insert into coin values ($1, repeat('x', 200000))", [acknowledged + 1]);
      acknowledged += 1;
    }
  });
  await expect(work).rejects.toThrow(/No space left|terminat|closed/);
  return acknowledged;
}

async function refusalOf(options: Parameters<typeof startEmbeddedPostgres>[0]): Promise<EmbeddedPostgresError> {
  const outcome = await startEmbeddedPostgres(options).catch((failure: unknown) => failure);
  if (!(outcome instanceof EmbeddedPostgresError)) throw new Error('It was not refused by name.', { cause: outcome });
  return outcome;
}

function listen(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer().once('error', reject);
    onTestFinished(() => {
      server.close();
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
