import { checkExternal } from '../start/database.ts';
import { databaseUrl } from '../start/running-database.ts';
import { migrateSchema } from '../start/schema.ts';
import { configuration } from './configuration.ts';

/** `betalt migrate`: says what ran. The embedded database migrates itself at each start. */
export async function migrateCommand(): Promise<void> {
  const config = configuration();
  if (config.databaseUrl !== null) await checkExternal(config.databaseUrl);
  const ran = await migrateSchema(await databaseUrl(config));
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `Migrated: ${ran.join(', ')}.\n`);
}
