import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '@betalt/embedded/file-failure.ts';
import pg from 'pg';
import type { Config } from '../config/config.ts';
import { ownerUrl } from './owner-role.ts';
import { StartError } from './start-error.ts';

/**
 * The database that commands work on beside a running Betalt: the host's own, or the embedded one of the data folder, found by
 * the server's own pid file (line 4 is its port) and the folder's password.
 *
 * @throws StartError when no Betalt runs on the folder
 */
export async function databaseUrl({ databaseUrl: external, dataDir }: Config): Promise<string> {
  if (external !== null) return external;
  const [pidFile, password] = await Promise.all([
    readIfThere(join(dataDir, 'postgres', 'postmaster.pid')),
    readIfThere(join(dataDir, 'postgres.password')),
  ]);
  const port = pidFile?.split('\n')[3];
  if (port === undefined || password === null) throw notRunning(dataDir);
  const url = ownerUrl(`postgres://betalt:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/betalt`);
  await assertAnswers(url, dataDir);
  return url;
}

/** True while a Betalt runs on the data folder of this configuration. */
export async function isRunning(config: Config): Promise<boolean> {
  try {
    await databaseUrl({ ...config, databaseUrl: null });
    return true;
  } catch (error) {
    if (error instanceof StartError) return false;
    throw error;
  }
}

/** The file of a killed server stays behind, so the server itself is asked. */
async function assertAnswers(url: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (error) {
    throw notRunning(dataDir, error);
  } finally {
    await client.end();
  }
}

function notRunning(dataDir: string, cause?: unknown): StartError {
  return new StartError(
    `No Betalt is running on ${dataDir}.`,
    'Start it (npm start) and try again, or set BETALT_DATA_DIR or DATABASE_URL to the one that is meant.',
    { cause },
  );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return null;
    throw failure;
  }
}
