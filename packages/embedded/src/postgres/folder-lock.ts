import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '../file-failure.ts';
import { identify, isAlive, type ProcessIdentity } from '../supervise/process-identity.ts';
import { EmbeddedPostgresError, fromFileFailure } from './embedded-postgres-error.ts';

const NAME = 'postgres.lock';
const ROUNDS = 20;

/** Held while this process works on the data folder; `release` may be called more than once. */
export type FolderLock = { release(): Promise<void> };

/**
 * Takes the data folder for this process: one Betalt per folder. The lock is a file with the holder's process id and
 * birth, made by link(2), which is atomic and brings the whole content at once; a holder that was killed leaves it
 * behind, and it is taken over when exactly that process no longer lives.
 *
 * @throws EmbeddedPostgresError `in-use` with the folder and the holder's process id, or a file failure by its name
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const path = join(dataDir, NAME);
  const own = `${path}.${randomUUID()}`;
  const text = JSON.stringify((await identify(process.pid)) ?? { pid: process.pid, birth: '' });
  try {
    await writeFile(own, text, { mode: 0o600 });
    await claim(path, own, dataDir);
  } catch (failure) {
    throw fromFileFailure(failure, dataDir);
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => releaseIfOwn(path, text) };
}

async function claim(path: string, own: string, dataDir: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await linked(own, path)) return;
    const text = await readIfThere(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder !== undefined && (await isAlive(holder))) throw inUse(dataDir, holder.pid);
    await removeStale(path, text);
  }
  throw inUse(dataDir, undefined);
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (failure) {
    if (errnoOf(failure) === 'EEXIST') return false;
    throw failure;
  }
}

/**
 * Moves the stale file aside before deleting it: of two who find the same stale lock, the slower one may move the
 * faster one's new lock instead, sees so by its content, and puts it back.
 */
async function removeStale(path: string, staleText: string): Promise<void> {
  const aside = join(dirname(path), `${NAME}.${randomUUID()}`);
  try {
    await rename(path, aside);
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return;
    throw failure;
  }
  if ((await readIfThere(aside)) !== staleText) await linked(aside, path);
  await rm(aside, { force: true });
}

async function releaseIfOwn(path: string, text: string): Promise<void> {
  if ((await readIfThere(path)) === text) await rm(path, { force: true });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return undefined;
    throw failure;
  }
}

function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    return isIdentity(holder) ? holder : undefined;
  } catch {
    // A file that this program did not write whole names no holder.
    return undefined;
  }
}

function isIdentity(holder: unknown): holder is ProcessIdentity {
  if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('birth' in holder)) return false;
  return typeof holder.pid === 'number' && typeof holder.birth === 'string';
}

function inUse(dataDir: string, pid: number | undefined): EmbeddedPostgresError {
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  return new EmbeddedPostgresError(
    'in-use',
    `${dataDir} is in use by ${who}: another Betalt runs on it.`,
    'Use the one that runs, or stop it, or set BETALT_DATA_DIR to another folder.',
    { retryable: true },
  );
}
