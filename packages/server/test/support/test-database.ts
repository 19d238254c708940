import { createDatabaseFrom } from '@betalt/embedded/postgres/test-cluster.ts';
import { afterAll } from 'vitest';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { ownerUrl } from '../../src/start/owner-role.ts';

export interface TestDatabase extends DatabaseHandle {
  readonly url: string;
}

/** A database of its own for the calling test file, copied from the migrated template and dropped when the file is done. */
export async function testDatabase(): Promise<TestDatabase> {
  const created = await createDatabaseFrom();
  const url = ownerUrl(created.url);
  const handle = openDatabase(url);
  afterAll(async () => {
    await handle.close();
    await created.drop();
  });
  return { ...handle, url };
}
