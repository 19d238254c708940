import { expect, test } from 'vitest';
import { verdictOf } from './figure.ts';

const throughput = { goal: 2, stretch: 3, better: 'more' } as const;
const latency = { goal: 0.4, stretch: 0.25, better: 'less' } as const;

test.each([
  [1.99, 'missed'],
  [2, 'met'],
  [3, 'stretch'],
] as const)('a throughput of %d times the yardstick is %s', (ratio, verdict) => {
  expect(verdictOf({ ...throughput, ratio })).toBe(verdict);
});

test.each([
  [0.41, 'missed'],
  [0.4, 'met'],
  [0.25, 'stretch'],
] as const)('a latency of %d times the yardstick is %s', (ratio, verdict) => {
  expect(verdictOf({ ...latency, ratio })).toBe(verdict);
});

test('a measure without a stretch can be met and no more', () => {
  expect(verdictOf({ ...throughput, stretch: null, ratio: 9 })).toBe('met');
});

test('a figure that is no number misses its goal', () => {
  expect(verdictOf({ ...throughput, ratio: Number.NaN })).toBe('missed');
});
