import type { Result } from '@betalt/core/shared/result.ts';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { beforeNextTry } from './next-try.ts';
import { openReads, type Reads } from './reads.ts';
import type { DB as Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** The pool and the query builder over it. Hot reads use the pool with named statements; everything else uses `db`. */
export interface DatabaseHandle {
  readonly db: Database;
  readonly pool: pg.Pool;
  /** For the prepared statements that a request's way begins with; opened when first used. */
  readonly reads: Reads;
  close(): Promise<void>;
}

// int8 and numeric travel as text by default: minor units become bigint here, once, for the whole server.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);
// A date has no time zone: it stays the text that it is, a CalendarDate.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool.
 *
 * @param url postgres:// URL
 * @param maxConnections two cores are served best by eight or fewer (docs/bench.md)
 * @param types other readers of columns than the server's own
 */
export function openDatabase(
  url: string,
  { maxConnections = 8, types }: { maxConnections?: number; types?: pg.CustomTypesConfig } = {},
): DatabaseHandle {
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    application_name: 'betalt',
    ...(types !== undefined && { types }),
  };
  const pool = new pg.Pool({ ...connection, max: maxConnections });
  // An idle connection that breaks is the pool's to replace; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks while it is checked out: its query rejects, and that is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const reads = openReads(pool, connection);
  return { db, pool, reads, close: () => closeAll(db, pool, reads) };
}

/** The query builder ends the pool only if it was ever used itself; hot reads use the pool without it. */
async function closeAll(db: Database, pool: pg.Pool, reads: Reads): Promise<void> {
  await reads.close();
  await db.destroy();
  if (!pool.ending) await pool.end();
}

/**
 * The one way to write: runs `work` in a transaction and commits it, unless it returns a rejection or throws, which roll back.
 * Serialisation failures and deadlocks are tried again, since nothing of them stayed (docs/decisions/0004).
 */
export async function inTransaction<T, E>(
  db: Database,
  work: (tx: Tx) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw new RolledBack(result);
        return result;
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.rejection as Result<T, E>;
      await beforeNextTry(error, tries);
    }
  }
}

/** Carries a returned rejection through the query builder, which commits whatever resolves. */
class RolledBack extends Error {
  readonly rejection: unknown;
  constructor(rejection: unknown) {
    super('rolled back by a rejection');
    this.rejection = rejection;
  }
}
