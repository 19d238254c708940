import { expect, test } from 'vitest';
import { bestOf, inTurn } from './rounds.ts';

test('the two sides run in turn, as often as asked', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => ({ value: order.push(name) });
  await inTurn({ rounds: 2 }, 'more', side('yardstick'), side('measured'));
  expect(order).toEqual(['yardstick', 'measured', 'yardstick', 'measured']);
});

test('of throughputs the highest counts, of latencies the lowest', () => {
  const rounds = [{ value: 2 }, { value: 3 }, { value: 1 }];
  expect([bestOf(rounds, 'more').value, bestOf(rounds, 'less').value]).toEqual([3, 1]);
});

test('without a round there is no best', () => {
  expect(() => bestOf([], 'more')).toThrow('no round');
});
