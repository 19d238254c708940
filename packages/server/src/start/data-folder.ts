import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from '@betalt/embedded/file-failure.ts';
import { makeFolder } from '@betalt/embedded/make-folder.ts';
import { fromFileFailure } from '@betalt/embedded/postgres/embedded-postgres-error.ts';
import { StartError } from './start-error.ts';

/** Secrets that Betalt makes for itself on a machine; several machines are given theirs by the environment. */
export interface FolderSecrets {
  readonly sessionSecret: string;
  readonly webhookSecret: string;
}

/**
 * Reads the folder's secrets, or makes them: 256 random bits each, readable by their owner only.
 *
 * @throws EmbeddedPostgresError (not-writable, read-only, disk-full) with a remedy
 */
export async function folderSecrets(dataDir: string): Promise<FolderSecrets> {
  try {
    await makeFolder(dataDir);
    const [sessionSecret, webhookSecret] = await Promise.all([
      keptSecret(join(dataDir, 'session.secret'), ''),
      keptSecret(join(dataDir, 'webhook.secret'), 'whsec_'),
    ]);
    return { sessionSecret, webhookSecret };
  } catch (failure) {
    throw errnoOf(failure) === 'ENOENT' ? notPossible(dataDir, failure) : fromFileFailure(failure, dataDir);
  }
}

function notPossible(dataDir: string, cause: unknown): StartError {
  return new StartError(`${dataDir} cannot be made.`, 'Set BETALT_DATA_DIR to a folder that can be written.', {
    cause,
  });
}

/**
 * Makes a folder and those above it. Node's own recursive way answers a read-only file system with *no such file*, and never
 * comes back from a folder of the kernel's.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (failure) {
    const code = errnoOf(failure);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || (await isFolder(dirname(path)))) throw failure;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return false;
    throw failure;
  }
}

/** Whole or not at all, and one for all processes that start at once: a file is linked into place only where none is. */
async function keptSecret(path: string, prefix: string): Promise<string> {
  const known = await readIfThere(path);
  if (known !== null) return known;
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, `${prefix}${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
    await link(fresh, path);
  } catch (failure) {
    if (errnoOf(failure) !== 'EEXIST') throw failure;
  } finally {
    await rm(fresh, { force: true });
  }
  return (await readFile(path, 'utf8')).trim();
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return null;
    throw failure;
  }
}
