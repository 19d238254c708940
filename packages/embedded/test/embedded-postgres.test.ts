import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/postgres/embedded-postgres.ts';
import {
  canMount,
  isRoot,
  isThere,
  mountTmpfs,
  pathWithOnly,
  runPostgres,
  temporaryFolder,
} from './support/programs.ts';
import { query } from './support/queries.ts';

describe('a new data folder', () => {
  it('becomes a UTF-8 cluster that sorts the same on every machine and keeps its password to its owner', async () => {
    const dataDir = temporaryFolder();
    const { url } = await start(dataDir);
    const [database] = await query(
      url,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale, datname
         from pg_database where datname = current_database()`,
    );
    expect(database).toEqual({ encoding: 'UTF8', datlocprovider: 'b', datlocale: 'C.UTF-8', datname: 'betalt' });
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('writes commits through to the disk and lets statements be counted', async () => {
    const { url } = await start(temporaryFolder());
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'shared_preload_libraries'];
    const rows = await query(url, 'select name, setting from pg_settings where name = any($1)', [names]);
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      shared_preload_libraries: 'pg_stat_statements',
    });
    await query(url, 'create extension pg_stat_statements');
    expect(await query(url, 'select count(*) > 0 as counted from pg_stat_statements')).toEqual([{ counted: true }]);
  });

  it('opens with its password only, over TCP and over the socket', async () => {
    const dataDir = temporaryFolder();
    const postgres = await start(dataDir);
    const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
    for (const url of [postgres.url, postgres.socketUrl]) {
      expect(await query(url, 'select current_user as who')).toEqual([{ who: 'betalt' }]);
      await expect(query(url.replace(password, 'guess'), 'select 1')).rejects.toThrow(/password authentication failed/);
    }
  });

  it('may have a path that is too long for a unix socket', async () => {
    const { url, socketDir } = await start(join(temporaryFolder(), 'a-long-name-'.repeat(10)));
    expect(Buffer.byteLength(socketDir)).toBeLessThan(91);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('stopping', () => {
  it('keeps what was committed and starts again on it', async () => {
    const dataDir = temporaryFolder();
    const first = await start(dataDir);
    await query(first.url, 'create table coin (face text)');
    await first.stop();
    expect(await first.exited).toEqual({ code: 0, signal: null, failure: undefined });
    expect(await isThere(first.pid)).toBe(false);
    const second = await start(dataDir);
    expect(await query(second.url, 'select * from coin')).toEqual([]);
  });

  it('may be asked twice', async () => {
    const postgres = await start(temporaryFolder());
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(await isThere(postgres.pid)).toBe(false);
  });
});

describe('who runs it', () => {
  it.runIf(isRoot)(
    'as root without user namespaces it runs as nobody, and as nobody again at the next start',
    async () => {
      const dataDir = temporaryFolder();
      const env = { PATH: pathWithOnly(['setpriv', 'chown', 'true']) };
      const { url } = await runPostgres([dataDir], { env }).said;
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(65_534);
      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    },
  );

  it.runIf(isRoot)('as root it leaves a folder that an ordinary user made to that user', async () => {
    const dataDir = temporaryFolder();
    const env = { PATH: pathWithOnly(['setpriv', 'chown', 'true']) };
    const first = runPostgres([dataDir], { env });
    await query((await first.said).url, 'create table coin (face text)');
    first.child.kill('SIGTERM');
    await first.ended;
    const second = await start(dataDir);
    expect(await query(second.url, 'select * from coin')).toEqual([]);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(65_534);
  });

  it.runIf(canMount)('as an ordinary user it runs as that user', async () => {
    const dataDir = mountTmpfs('uid=65534,gid=65534,mode=0755');
    const { url } = await runPostgres([dataDir], { uid: 65_534 }).said;
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(65_534);
  });
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  onTestFinished(() => postgres.stop());
  return postgres;
}
