import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { lockFolder } from './folder-lock.ts';

/** Where the tests' cluster is told to every test process; set by hand, it names a PostgreSQL of one's own. */
export const TEST_DATABASE_URL = 'BETALT_TEST_DATABASE_URL';

/** The migrated database that test databases are copies of. */
export const TEMPLATE_DATABASE = 'betalt_template';

export type TestCluster = { url: string; stop(): Promise<void> };
export type TestDatabase = { url: string; name: string; drop(): Promise<void> };

/** A cluster in a temporary folder that forgets everything: nothing is written through to the disk. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A database of its own for one test file, copied from a template in about 100 ms. Nobody may be connected to the
 * template meanwhile (PostgreSQL refuses to copy a database in use).
 *
 * @throws Error when no cluster runs: the project's vitest globalSetup starts it
 */
export async function createDatabaseFrom(templateName: string = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const cluster = testDatabaseUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOn(cluster, `create database ${escapeIdentifier(name)} template ${escapeIdentifier(templateName)}`);
  return {
    name,
    url: withDatabase(cluster, name),
    drop: () => runOn(cluster, `drop database if exists ${escapeIdentifier(name)} with (force)`),
  };
}

/** Makes the template anew, empty, and returns its URL. Whoever fills it disconnects before the first copy. */
export async function createEmptyTemplate(cluster: string): Promise<string> {
  const template = escapeIdentifier(TEMPLATE_DATABASE);
  await runOn(cluster, `drop database if exists ${template} with (force)`);
  await runOn(cluster, `create database ${template}`);
  return withDatabase(cluster, TEMPLATE_DATABASE);
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

const PREFIX = 'betalt-test-';
const ABANDONED_AFTER_MS = 3600 * 1000;

/** A killed test run cannot remove its folder; the next one does, an hour later, unless somebody still holds it. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    try {
      if (Date.now() - (await stat(folder)).mtimeMs < ABANDONED_AFTER_MS) continue;
      const lock = await lockFolder(folder);
      await rm(folder, { recursive: true, force: true });
      await lock.release();
    } catch {
      // In use, another user's, or removed by somebody else meanwhile: not ours to remove, and no reason not to test.
    }
  }
}

function testDatabaseUrl(): string {
  const url = process.env[TEST_DATABASE_URL];
  if (url === undefined || url === '') {
    throw new Error(
      `${TEST_DATABASE_URL} is not set: run the tests through vitest, whose globalSetup starts a cluster.`,
    );
  }
  return url;
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
