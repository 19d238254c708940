import { expect, test } from 'vitest';
import { testDatabase } from '../support/test-database.ts';

const { pool, reads } = await testDatabase();

const double = { name: 'reads-double', text: 'select $1::int * 2 as doubled' };
const doubleOf = async (number: number): Promise<number> =>
  (await reads.query<{ doubled: number }>({ ...double, values: [number] })).rows[0]?.doubled ?? Number.NaN;

test('a hundred reads at once are answered each with its own answer', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  expect(await Promise.all(numbers.map(doubleOf))).toEqual(numbers.map((number) => number * 2));
});

test('a read that fails leaves those around it alone', async () => {
  const divide = { name: 'reads-divide', text: 'select 1 / $1::int as divided' };
  const asked = [doubleOf(1), reads.query({ ...divide, values: [0] }), doubleOf(2), doubleOf(3)];
  const answers = await Promise.allSettled(asked);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await doubleOf(4)).toBe(8);
});

test('reads share connections, however many come at once', async () => {
  const backend = { name: 'reads-backend', text: 'select pg_backend_pid() as pid' };
  const answers = await Promise.all(Array.from({ length: 20 }, () => reads.query<{ pid: number }>(backend)));
  expect(new Set(answers.map(({ rows }) => rows[0]?.pid)).size).toBe(2);
});

test('a connection that is lost fails the reads on it and no later ones', async () => {
  const pids = await Promise.all(
    [1, 2].map(
      async () =>
        (await reads.query<{ pid: number }>({ name: 'reads-pid', text: 'select pg_backend_pid() as pid' })).rows[0]
          ?.pid,
    ),
  );
  const sleeping = [1, 2].map(() => reads.query({ name: 'reads-sleep', text: 'select pg_sleep(20)' }));
  const slept = Promise.allSettled(sleeping);
  await pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]);
  expect((await slept).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([doubleOf(5), doubleOf(6)])).toEqual([10, 12]);
});

test('a statement without a name may take its time on a connection of its own', async () => {
  const slow = reads.query({ text: 'select pg_sleep(0.3)' });
  await doubleOf(7);
  await doubleOf(8);
  const state = await Promise.race([slow.then(() => 'slow'), Promise.resolve('quick')]);
  expect(state).toBe('quick');
  await slow;
});
