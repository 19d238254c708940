import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { DatabaseHandle } from './database.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/**
 * Brings the schema up to date, forward only, one file a migration, under Kysely's lock so that several booting processes do it once;
 * then the queue's own schema.
 *
 * @returns the names of the migrations that ran now, in order.
 * @throws the database's error, with the file's name in the message; nothing of that file stays.
 */
export async function migrate({ db, pool }: DatabaseHandle): Promise<string[]> {
  const ran = await migrateSchema(db);
  await runMigrations({ pgPool: pool });
  return ran;
}

async function migrateSchema<Tables>(db: Kysely<Tables>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results.find((result) => result.status === 'Error');
    throw new Error(`migration ${failed?.migrationName ?? '(none)'} failed: ${describe(error)}`, { cause: error });
  }
  return results.map((result) => result.migrationName);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const entries = files.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, MIGRATIONS), 'utf8');
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
