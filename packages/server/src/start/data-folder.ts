import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
