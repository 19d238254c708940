import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { becomeOwner } from '../../src/start/owner-role.ts';

/** Fills the template database that every test file copies: the whole schema, owned by a role that the ledger's revokes bind. */
export async function migrateTemplate(superuserUrl: string): Promise<void> {
  const owner = openDatabase(await becomeOwner(superuserUrl), { maxConnections: 1 });
  try {
    await migrate(owner);
  } finally {
    await owner.close();
  }
}
