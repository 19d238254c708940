import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { boundToParent } from '../supervise/parent-bound.ts';
import { EmbeddedPostgresError, fromFileFailure, fromPostgresWords, wrongVersion } from './embedded-postgres-error.ts';
import { POSTGRES_MAJOR, type PostgresBinaries } from './postgres-binaries.ts';
import { postgresEnvironment } from './postgres-settings.ts';
import type { RunAs } from './run-as.ts';

/** The superuser of the embedded cluster, and the database that Betalt lives in. */
export const SUPERUSER = 'betalt';

type Initialise = { clusterDir: string; binaries: PostgresBinaries; runAs: RunAs; password: string; durable: boolean };

/**
 * Makes the cluster unless it is there: UTF-8, PostgreSQL's own C.UTF-8 collation (the same order on every machine and
 * after every upgrade of the system's library), passwords as SCRAM. initdb works in a sibling folder that is renamed
 * when it is whole and on the disk, so a folder of the final name is never half a cluster; what an interrupted start
 * left is removed first. Call with the folder's lock held.
 *
 * @throws EmbeddedPostgresError `wrong-version`, `not-a-cluster`, `disk-full`, `read-only`, `not-writable`, `start-failed`
 */
export async function initialiseCluster(wanted: Initialise): Promise<'made' | 'kept'> {
  const { clusterDir } = wanted;
  try {
    await removeInterrupted(clusterDir);
    if (await isCluster(clusterDir)) return 'kept';
    const sibling = `${clusterDir}.init-${randomUUID()}`;
    await makeIn(sibling, wanted);
    await rename(join(sibling, 'cluster'), clusterDir);
    await flushFolder(dirname(clusterDir));
    await removeInterrupted(clusterDir);
    return 'made';
  } catch (failure) {
    throw fromFileFailure(failure, clusterDir);
  }
}

async function isCluster(clusterDir: string): Promise<boolean> {
  if (!existsSync(clusterDir)) return false;
  const entries = await readdir(clusterDir);
  if (entries.length === 0) return false;
  if (!entries.includes('PG_VERSION')) {
    throw new EmbeddedPostgresError(
      'not-a-cluster',
      `${clusterDir} holds files that are no PostgreSQL database.`,
      'Move them away, or set BETALT_DATA_DIR to another folder.',
    );
  }
  const major = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  if (major !== POSTGRES_MAJOR) throw wrongVersion(clusterDir, major);
  return true;
}

async function removeInterrupted(clusterDir: string): Promise<void> {
  const folder = dirname(clusterDir);
  const prefix = `${basename(clusterDir)}.init-`;
  for (const name of await readdir(folder)) {
    // A killed initdb's own children may need a moment to notice, so the removal is tried a few times.
    if (name.startsWith(prefix)) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function makeIn(sibling: string, { binaries, runAs, password, durable, clusterDir }: Initialise): Promise<void> {
  await mkdir(sibling, { mode: 0o700 });
  const passwordFile = join(sibling, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await runAs.give(sibling);
  const args = ['-D', join(sibling, 'cluster'), '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (!durable) args.push('--no-sync');
  const initdb = runAs.wrap(boundToParent({ command: binaries.initdb, args }, 'KILL'));
  const said = await output(initdb.command, initdb.args, clusterDir);
  if (said === undefined) return;
  await rm(sibling, { recursive: true, force: true, maxRetries: 5 });
  throw fromPostgresWords(said, clusterDir);
}

/** Runs to the end; undefined when it went well, else what it wrote. Resources of its own, apart from the terminal's. */
function output(command: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: dirname(cwd),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: postgresEnvironment(),
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString('utf8')).slice(-8000);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? undefined : said));
  });
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
