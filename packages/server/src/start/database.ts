import { startEmbeddedPostgres } from '@betalt/embedded/postgres/embedded-postgres.ts';
import pg from 'pg';
import type { Config } from '../config/config.ts';
import type { Log } from '../telemetry/log.ts';
import { becomeOwner } from './owner-role.ts';
import { migrateSchema, pendingMigrations } from './schema.ts';
import { StartError } from './start-error.ts';

export interface StartedDatabase {
  readonly url: string;
  /** Resolves, with the reason, when an embedded server has ended without being asked. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, migrated here; or the host's own, which must be up to date already (`betalt migrate`). */
export async function startDatabase(config: Config, log: Log): Promise<StartedDatabase> {
  return config.databaseUrl === null ? startEmbedded(config, log) : useExternal(config.databaseUrl);
}

async function startEmbedded({ dataDir }: Config, log: Log): Promise<StartedDatabase> {
  const lines = log.child({ process: 'postgres' });
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => lines.debug(line) });
  try {
    const url = await becomeOwner(postgres.url);
    if ((await pendingMigrations(url)).length > 0) await migrateSchema(url);
    const lost = postgres.exited.then(({ failure }) =>
      failure === undefined ? new Promise<string>(() => undefined) : `${failure.message} ${failure.remedy}`,
    );
    return { url, lost, stop: () => postgres.stop() };
  } catch (failure) {
    await postgres.stop();
    throw failure;
  }
}

async function useExternal(url: string): Promise<StartedDatabase> {
  await checkUpToDate(url);
  return { url, lost: new Promise(() => undefined), stop: async () => undefined };
}

/** @throws StartError when the host's own database cannot be used, or is behind */
export async function checkUpToDate(url: string): Promise<void> {
  await checkExternal(url);
  const pending = await pendingMigrations(url);
  if (pending.length > 0) {
    throw new StartError(
      `The database of DATABASE_URL is ${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} behind this Betalt.`,
      'Run npx betalt migrate once, then try again.',
    );
  }
}

const OLDEST_VERSION = 150_000;

/** @throws StartError when the server cannot be used, in words; the URL's password is in none of them. */
export async function checkExternal(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    if ((rows[0]?.version ?? 0) < OLDEST_VERSION) {
      throw new StartError('The server of DATABASE_URL is older than PostgreSQL 15.', 'Use PostgreSQL 15 or newer.');
    }
  } catch (error) {
    throw fromConnectFailure(error, url);
  } finally {
    await client.end();
  }
}

function fromConnectFailure(error: unknown, url: string): unknown {
  if (error instanceof StartError || !(error instanceof Error)) return error;
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname || 'the local socket'}${port === '' ? '' : `:${port}`}`;
  const code = 'code' in error ? String(error.code) : '';
  const [message, remedy] = {
    '28P01': ['refuses the user or password', 'Correct them in DATABASE_URL.'],
    '28000': ['refuses the user', 'Correct it in DATABASE_URL, or pg_hba.conf of the server.'],
    '3D000': [
      `has no database ${pathname.slice(1)}`,
      `Make it (createdb ${pathname.slice(1)}), or correct DATABASE_URL.`,
    ],
  }[code] ?? [`cannot be reached (${code || error.message})`, 'Start PostgreSQL there, or correct DATABASE_URL.'];
  return new StartError(`PostgreSQL at ${place} ${message}.`, remedy ?? '', { cause: error });
}
