import { becomeOwner } from '../../src/start/owner-role.ts';
import { migrateSchema } from '../../src/start/schema.ts';

/** Fills the template database that every test file copies: the whole schema, owned by a role that the ledger's revokes bind. */
export async function migrateTemplate(superuserUrl: string): Promise<void> {
  await migrateSchema(await becomeOwner(superuserUrl));
}
