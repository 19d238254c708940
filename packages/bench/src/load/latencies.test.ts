import { expect, test } from 'vitest';
import { latenciesOf, percentile } from './latencies.ts';

test('a percentile is the smallest value that so many do not exceed', () => {
  const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
  expect([50, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([50, 99, 100]);
});

test('latencies are sorted as numbers, whatever order they came in', () => {
  expect(latenciesOf([100, 9, 20])).toEqual({ p50Ms: 20, p99Ms: 100, maxMs: 100 });
});

test('a single latency is every percentile of itself', () => {
  expect(latenciesOf([7])).toEqual({ p50Ms: 7, p99Ms: 7, maxMs: 7 });
});

test('a run of nothing has latencies of nothing', () => {
  expect(latenciesOf([])).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
});
