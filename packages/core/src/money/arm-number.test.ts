import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromArmNumber, toArmNumber, writeArmNumber } from './arm-number.ts';
import { currencies } from './currency.ts';
import { money } from './money.ts';

describe('amounts in ARM JSON', () => {
  it.each([
    [853n, 'NOK', '8.53'],
    [850n, 'NOK', '8.5'],
    [800n, 'NOK', '8'],
    [0n, 'NOK', '0'],
    [-1n, 'NOK', '-0.01'],
    [123456789012345n, 'NOK', '1234567890123.45'],
    [90071992547409930001n, 'NOK', '900719925474099300.01'],
    [1000n, 'JPY', '1000'],
    [1500n, 'KWD', '1.5'],
  ] as const)('writes %s minor units of %s as %s', (minor, currency, text) => {
    expect(writeArmNumber(minor, currency)).toBe(text);
  });

  it.each([
    [8.53, 'NOK', 853n],
    [1.1 + 2.2, 'NOK', 'too_many_digits'],
    [0.29, 'NOK', 29n],
    [-0, 'NOK', 0n],
    [-8.5, 'NOK', -850n],
    [1234567890123.45, 'NOK', 123456789012345n],
    [1e21, 'JPY', 10n ** 21n],
    [1e-7, 'NOK', 'too_many_decimals'],
    [1.5, 'JPY', 'too_many_decimals'],
    [1.2345, 'KWD', 'too_many_decimals'],
    [Number.MAX_SAFE_INTEGER, 'JPY', 'too_many_digits'],
    [Number.NaN, 'NOK', 'not_finite'],
    [Number.POSITIVE_INFINITY, 'NOK', 'not_finite'],
  ] as const)('reads %s %s as %s', (number, currency, expected) => {
    const result = fromArmNumber(number, currency);
    expect(result.ok ? result.value.amountMinor : result.error.code).toBe(expected);
  });

  it('is the same amount after a way through JSON, in every currency, up to 15 digits', () => {
    const minor = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    fc.assert(
      fc.property(fc.constantFrom(...currencies), minor, (currency, amountMinor) => {
        const amount = money(currency, amountMinor);
        const received: unknown = JSON.parse(writeArmNumber(amountMinor, currency));
        expect(fromArmNumber(Number(received), currency)).toEqual({ ok: true, value: amount });
        expect(toArmNumber(amount) === received).toBe(true);
      }),
    );
  });

  it('will not hand over a number that is not exact', () => {
    expect(() => toArmNumber(money('NOK', 1234567890123456789n))).toThrow('too many digits');
  });
});
