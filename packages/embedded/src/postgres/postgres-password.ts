import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../file-failure.ts';
import { EmbeddedPostgresError, fromFileFailure } from './embedded-postgres-error.ts';

/**
 * The password of the superuser `betalt`, kept beside the cluster in a file that only its owner reads; made once, of
 * 192 random bits, before the cluster is. A cluster whose password is gone is not opened with a new one by itself.
 *
 * @throws EmbeddedPostgresError `password-missing` when there is a cluster but no password, or a file failure by name
 */
export async function ensurePassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const path = join(dataDir, 'postgres.password');
  try {
    if (!existsSync(path)) {
      if (clusterExists) throw missing(path);
      await writeOnce(path, randomBytes(24).toString('base64url'));
    }
    return (await readFile(path, 'utf8')).trim();
  } catch (failure) {
    throw fromFileFailure(failure, path);
  }
}

/** Whole or not at all: a password file cut short by a crash would lock its owner out. */
async function writeOnce(path: string, password: string): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  try {
    await writeFile(fresh, `${password}\n`, { mode: 0o600, flush: true });
    await link(fresh, path);
  } catch (failure) {
    if (errnoOf(failure) !== 'EEXIST') throw failure;
  } finally {
    await rm(fresh, { force: true });
  }
}

function missing(path: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'password-missing',
    `${path} is gone, and the database beside it opens with that password only.`,
    'Put the file back from a backup, or set BETALT_DATA_DIR to another folder to begin anew.',
  );
}
