import { errnoOf } from '../file-failure.ts';

/** Why the embedded PostgreSQL cannot start or has ended. One word per remedy. */
export type EmbeddedPostgresErrorCode =
  | 'in-use'
  | 'not-writable'
  | 'read-only'
  | 'disk-full'
  | 'port-taken'
  | 'wrong-version'
  | 'not-a-cluster'
  | 'password-missing'
  | 'no-binaries'
  | 'binaries-incomplete'
  | 'orphan-stuck'
  | 'start-failed'
  | 'ended';

/**
 * A failure of the embedded database in words that a host can act on: `message` says what is wrong and where,
 * `remedy` what to do about it. `retryable` is true where trying again without changing anything can help.
 */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;
  readonly remedy: string;
  readonly retryable: boolean;

  constructor(
    code: EmbeddedPostgresErrorCode,
    message: string,
    remedy: string,
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.remedy = remedy;
    this.retryable = options.retryable ?? false;
  }
}

/**
 * Translates what the operating system said about a path (`errno` of a file call) into a named error;
 * whatever it does not know comes back unchanged, to be thrown as it is.
 */
export function fromFileFailure(failure: unknown, path: string): unknown {
  const code = errnoOf(failure);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, failure);
  if (code === 'EROFS') return readOnly(path, failure);
  if (code === 'EACCES' || code === 'EPERM') return notWritable(path, failure);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      'not-writable',
      `${path} cannot be a data folder: a file stands in the way.`,
      'Move the file away, or set BETALT_DATA_DIR to another folder.',
      { cause: failure },
    );
  }
  return failure;
}

/**
 * Translates the words PostgreSQL or initdb wrote before they gave up (messages of PostgreSQL 18 in the C locale).
 * `said` is the end of their standard error.
 */
export function fromPostgresWords(said: string, clusterDir: string, cause?: unknown): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(said))
    return diskFull(clusterDir, cause);
  if (/Read-only file system/.test(said)) return readOnly(clusterDir, cause);
  if (/database files are incompatible with server/.test(said)) return wrongVersion(clusterDir, undefined);
  if (/lock file ".*" already exists|is still in use/.test(said)) {
    return new EmbeddedPostgresError(
      'in-use',
      `Another PostgreSQL works on ${clusterDir}.`,
      'Stop the other one, or set BETALT_DATA_DIR to another folder.',
      { cause, retryable: true },
    );
  }
  if (/Permission denied/.test(said)) return notWritable(clusterDir, cause);
  return new EmbeddedPostgresError(
    'start-failed',
    `PostgreSQL on ${clusterDir} did not start: ${lastLines(said)}`,
    'Mend what it says above, or set DATABASE_URL to a PostgreSQL of your own.',
    { cause },
  );
}

/** The folder holds the files of another major version, which PostgreSQL 18 cannot open. */
export function wrongVersion(clusterDir: string, found: string | undefined): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'wrong-version',
    `${clusterDir} was written by PostgreSQL ${found ?? 'of another version'}; this Betalt brings PostgreSQL 18.`,
    'Move what is in it with pg_dump of its own version, or set BETALT_DATA_DIR to another folder, or DATABASE_URL to a server that can read it.',
  );
}

/** The port of the embedded database is held by somebody else. */
export function portTaken(port: number, variable: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'port-taken',
    `Port ${port} on 127.0.0.1 is taken; the embedded PostgreSQL cannot listen there.`,
    `Stop what listens on it, or set ${variable} to another port.`,
    { cause, retryable: true },
  );
}

function lastLines(said: string): string {
  return said.trim() === '' ? 'it said nothing.' : said.trim().split('\n').slice(-6).join('\n');
}

function diskFull(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'disk-full',
    `The disk that holds ${path} is full.`,
    'Make room (an empty Betalt takes about 120 MB) and start again: nothing that was acknowledged is lost. Or set BETALT_DATA_DIR to a folder on another disk.',
    { cause, retryable: true },
  );
}

function readOnly(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'read-only',
    `${path} is on a file system that is mounted read-only.`,
    'Mount it writable, or set BETALT_DATA_DIR to a folder that can be written.',
    { cause },
  );
}

function notWritable(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-writable',
    `${path} cannot be written by this user.`,
    'Give the folder to the user that runs Betalt (chown), or set BETALT_DATA_DIR to a folder of yours. A checkout that only root may enter needs user namespaces or a place outside of it.',
    { cause },
  );
}
