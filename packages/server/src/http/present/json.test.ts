import { writeArmNumber } from '@betalt/core/money/arm-number.ts';
import { currencies } from '@betalt/core/money/currency.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amount, instant } from './json.ts';

test('an amount is the shortest exact decimal, whatever its size and currency', () => {
  const anyAmount = fc.oneof(
    fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    fc.bigInt({ min: -20_000n, max: 20_000n }),
  );
  fc.assert(
    fc.property(anyAmount, fc.constantFrom(...currencies), (minor, currency) => {
      expect(amount(minor, currency)).toBe(`{"currency":"${currency}","value":${writeArmNumber(minor, currency)}}`);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [-(10n ** 15n), '-10000000000000'],
  [10n ** 15n - 1n, '9999999999999.99'],
  [123_456_789_012_345_678n, '1234567890123456.78'],
  [0n, '0'],
  [-5n, '-0.05'],
])('%d øre are %s kroner', (minor, text) => {
  expect(amount(minor, 'NOK')).toBe(`{"currency":"NOK","value":${text}}`);
});

test.each([
  ['2026-11-24T23:56:00.123987+00:00', '2026-11-24T23:56:00.123Z'],
  ['2026-11-24T23:56:00.1+00:00', '2026-11-24T23:56:00.100Z'],
  ['2026-11-24T23:56:00+00:00', '2026-11-24T23:56:00.000Z'],
  ['2026-11-25T00:56:00.123+01:00', '2026-11-24T23:56:00.123Z'],
])('the instant %s is %s, whatever zone the database writes it in', (stored, shown) => {
  expect(JSON.parse(instant(stored))).toBe(shown);
  expect(JSON.parse(instant(stored))).toBe(new Date(stored).toISOString());
});
