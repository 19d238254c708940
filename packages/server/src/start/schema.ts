import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { openDatabase } from '../db/database.ts';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);
const QUEUE_MIGRATION = 'graphile_worker';

/** Migrations of Betalt and of its queue that the database has not had. Reads only; a database of nothing has had none. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const wanted = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const had = (await exists(client, 'kysely_migration'))
      ? (await client.query<{ name: string }>('select name from kysely_migration')).rows.map(({ name }) => name)
      : [];
    const queue = (await exists(client, 'graphile_worker.migrations')) ? [] : [QUEUE_MIGRATION];
    return [...wanted.filter((name) => !had.includes(name)).sort(), ...queue];
  } finally {
    await client.end();
  }
}

/** Brings Betalt's schema and its queue's up to date. @returns the names of what ran now. */
export async function migrateSchema(url: string): Promise<string[]> {
  const pending = await pendingMigrations(url);
  // Loads the queue's library, which only this and a worker need.
  const { migrate } = await import('../db/migrate.ts');
  const database = openDatabase(url, { maxConnections: 2 });
  try {
    const ran = await migrate(database);
    return [...ran, ...pending.filter((name) => name === QUEUE_MIGRATION)];
  } finally {
    await database.close();
  }
}

async function exists(client: pg.Client, relation: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [relation]);
  return rows[0]?.found === true;
}
