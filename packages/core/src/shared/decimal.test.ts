import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  decimal,
  decimalText,
  divideRounded,
  divideToScale,
  multiply,
  parseDecimalNumber,
  roundToScale,
  shortest,
} from './decimal.ts';

const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(6))
  .map(([unscaled, scale]) => ({ unscaled, scale }));

describe('decimals', () => {
  it('gives back what it wrote', () => {
    fc.assert(
      fc.property(anyDecimal, (value) => {
        expect(parseDecimalNumber(decimalText(value))).toEqual({ ok: true, value });
        expect(compareDecimals(shortest(value), value)).toBe(0);
      }),
    );
  });

  it.each([
    ['1.50', '1.5'],
    ['2.00', '2'],
    ['-0.10', '-0.1'],
    ['100', '100'],
    ['0.00', '0'],
  ])('shortens %s to %s', (text, short) => {
    expect(decimalText(shortest(decimal(text)))).toBe(short);
  });

  it.each([
    ['2.5', 0, 'halfAwayFromZero', 3n],
    ['-2.5', 0, 'halfAwayFromZero', -3n],
    ['2.5', 0, 'halfEven', 2n],
    ['3.5', 0, 'halfEven', 4n],
    ['-2.5', 0, 'halfEven', -2n],
    ['2.4999', 0, 'halfAwayFromZero', 2n],
    ['1.005', 2, 'halfAwayFromZero', 101n],
    ['7', 2, 'halfEven', 700n],
  ] as const)('rounds %s to %s decimals, %s, as %s', (text, scale, rounding, expected) => {
    expect(roundToScale(decimal(text), scale, rounding)).toBe(expected);
  });

  it('multiplies exactly and divides with one rounding', () => {
    expect(decimalText(multiply(decimal('16000'), decimal('0.00880')))).toBe('140.80000');
    expect(divideToScale(decimal('441.00'), decimal('12'), 2)).toBe(3675n);
    expect(divideToScale(decimal('1'), decimal('-3'), 2)).toBe(-33n);
    expect(() => divideRounded(1n, 0n, 'halfEven')).toThrow('division by zero');
  });

  it('never rounds by more than a half', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (dividend, divisor) => {
        const off = (divideRounded(dividend, divisor, 'halfAwayFromZero') * divisor - dividend) * 2n;
        expect(off <= divisor && off >= -divisor).toBe(true);
      }),
    );
  });
});
