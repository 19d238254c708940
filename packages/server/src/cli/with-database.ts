import type { Config } from '../config/config.ts';
import { type DatabaseHandle, openDatabase } from '../db/database.ts';
import { checkUpToDate } from '../start/database.ts';
import { databaseUrl } from '../start/running-database.ts';
import { configuration } from './configuration.ts';

/** Runs a command's work on the database of this configuration and closes it, whatever happens. */
export async function withDatabase<T>(work: (database: DatabaseHandle, config: Config) => Promise<T>): Promise<T> {
  const config = configuration();
  const url = await databaseUrl(config);
  if (config.databaseUrl !== null) await checkUpToDate(url);
  const database = openDatabase(url, { maxConnections: 2 });
  try {
    return await work(database, config);
  } finally {
    await database.close();
  }
}
