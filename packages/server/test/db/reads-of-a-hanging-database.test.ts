import { expect, it, onTestFinished } from 'vitest';
import { openReads } from '../../src/db/reads.ts';
import { testDatabase } from '../support/test-database.ts';

const database = await testDatabase();

it('a read that was not answered in time leaves no connection behind', async () => {
  const name = `reads-${process.pid}`;
  const config = { connectionString: database.url, application_name: name, query_timeout: 100 };
  const reads = openReads(database.pool, config, { connections: 1 });
  onTestFinished(() => reads.close());
  const hang = { name: 'hang', text: 'select pg_sleep(0.5)' };
  for (let count = 0; count < 3; count += 1) await expect(reads.query(hang)).rejects.toThrow('Query read timeout');
  expect((await reads.query({ name: 'one', text: 'select 1 as one' })).rows).toEqual([{ one: 1 }]);
  const open = async () =>
    (await database.pool.query('select 1 from pg_stat_activity where application_name = $1', [name])).rowCount;
  await expect.poll(open, { timeout: 3_000 }).toBe(1);
});
