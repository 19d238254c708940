import { describe, expect, it } from 'vitest';
import { amountCandidates } from './amount-candidates.ts';

describe('a typed amount', () => {
  it.each([
    ['1234.5', { 2: 123_450n, 3: 1_234_500n, 4: 12_345_000n }],
    ['1 234,50', { 2: 123_450n, 3: 1_234_500n, 4: 12_345_000n }],
    ['1,234.50', { 2: 123_450n, 3: 1_234_500n, 4: 12_345_000n }],
    ['1000', { 0: 1000n, 2: 100_000n, 3: 1_000_000n, 4: 10_000_000n }],
    ['1,234', { 0: 1234n, 2: 123_400n, 3: 1234n, 4: 12_340n }],
    ['0.005', { 0: 5n, 2: 500n, 3: 5n, 4: 50n }],
  ])('%s is that many minor units, by the currency’s decimals', (text, expected) => {
    expect(Object.fromEntries(amountCandidates(text))).toEqual(expected);
  });

  it.each(['', 'G000000001', '12-34', '1e5', '9'.repeat(16), '.5'])('%s is no amount', (text) => {
    expect(amountCandidates(text).size).toBe(0);
  });
});
