import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { lockFolder } from '../src/postgres/folder-lock.ts';
import {
  createDatabaseFrom,
  createEmptyTemplate,
  startTestCluster,
  TEST_DATABASE_URL,
  type TestCluster,
} from '../src/postgres/test-cluster.ts';

let cluster: TestCluster;
const before = process.env[TEST_DATABASE_URL];

beforeAll(async () => {
  cluster = await startTestCluster();
  process.env[TEST_DATABASE_URL] = cluster.url;
});

afterAll(async () => {
  await cluster.stop();
  if (before === undefined) delete process.env[TEST_DATABASE_URL];
  else process.env[TEST_DATABASE_URL] = before;
});

describe('the cluster of a test run', () => {
  it('gives each test file a copy of the template that no other file sees', async () => {
    const template = await createEmptyTemplate(cluster.url);
    await query(template, 'create table coin (face text)');
    const [one, other] = await Promise.all([createDatabaseFrom(), createDatabaseFrom()]);
    await query(one.url, "insert into coin values ('krone')");
    expect(await query(one.url, 'select face from coin')).toEqual([{ face: 'krone' }]);
    expect(await query(other.url, 'select face from coin')).toEqual([]);
  });

  it('drops a copy even while somebody is connected to it', async () => {
    await createEmptyTemplate(cluster.url);
    const copy = await createDatabaseFrom();
    const client = new Client({ connectionString: copy.url });
    client.on('error', () => {}); // The server ends this connection, as asked below.
    await client.connect();
    await copy.drop();
    const names = await query(cluster.url, `select datname from pg_database where datname = '${copy.name}'`);
    expect(names).toEqual([]);
  });

  it('does not write through to the disk', async () => {
    expect(await query(cluster.url, 'show fsync')).toEqual([{ fsync: 'off' }]);
  });

  it('removes what a killed run left an hour ago, and leaves what is young or held', async () => {
    const folders = ['old', 'held', 'young'].map((name) => mkdtempSync(join(tmpdir(), `betalt-test-${name}-`)));
    onTestFinished(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });
    const lock = await lockFolder(folders[1] ?? '');
    const twoHoursAgo = new Date(Date.now() - 2 * 3600 * 1000);
    for (const folder of folders.slice(0, 2)) utimesSync(folder, twoHoursAgo, twoHoursAgo);
    const other = await startTestCluster();
    await other.stop();
    await lock.release();
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true]);
  });

  it('says what is missing when no cluster runs', async () => {
    process.env[TEST_DATABASE_URL] = '';
    await expect(createDatabaseFrom()).rejects.toThrow(TEST_DATABASE_URL);
    process.env[TEST_DATABASE_URL] = cluster.url;
  });
});

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
