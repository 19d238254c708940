import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies, exponentOf, isCurrency } from './currency.ts';
import {
  add,
  allocate,
  applyRate,
  compare,
  money,
  negate,
  parseDecimal,
  parseSignedDecimal,
  subtract,
  sum,
  toDecimalString,
  zero,
} from './money.ts';

const anyCurrency = fc.constantFrom(...currencies);
const anyMinor = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
const anyMoney = fc.tuple(anyCurrency, anyMinor).map(([currency, minor]) => money(currency, minor));

const withExponent = (exponent: number) => currencies.filter((each) => exponentOf(each) === exponent).join(' ');

describe('currencies', () => {
  it('has the minor units of ISO 4217 where they are not two', () => {
    expect(withExponent(0)).toBe('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF');
    expect(withExponent(3)).toBe('BHD IQD JOD KWD LYD OMR TND');
    expect(withExponent(4)).toBe('CLF UYW');
    expect(currencies).toHaveLength(165);
  });

  it.each(['nok', 'XAU', 'XXX', 'ZZZ', '', 'toString', 'DEM'])('does not know %j as a currency', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});

describe('reading and writing amounts', () => {
  it.each([
    ['1234.50', 'NOK', 123450n],
    ['1234.5', 'NOK', 123450n],
    ['0', 'NOK', 0n],
    ['0.01', 'EUR', 1n],
    ['500', 'JPY', 500n],
    ['1.234', 'KWD', 1234n],
    ['0.0001', 'CLF', 1n],
    ['007', 'NOK', 700n],
    ['90071992547409930.01', 'NOK', 9007199254740993001n],
  ] as const)('reads %s %s exactly', (text, currency, amountMinor) => {
    expect(parseDecimal(text, currency)).toEqual({ ok: true, value: { currency, amountMinor } });
  });

  it.each([
    ['1.234', 'NOK', 'too_many_decimals'],
    ['1.00', 'JPY', 'too_many_decimals'],
    ['1.2345', 'KWD', 'too_many_decimals'],
    ['-1', 'NOK', 'negative'],
    ['+1', 'NOK', 'not_a_decimal'],
    ['1e3', 'NOK', 'not_a_decimal'],
    [' 1', 'NOK', 'not_a_decimal'],
    ['1 000', 'NOK', 'not_a_decimal'],
    ['1,5', 'NOK', 'not_a_decimal'],
    ['1.', 'NOK', 'not_a_decimal'],
    ['.5', 'NOK', 'not_a_decimal'],
    ['', 'NOK', 'not_a_decimal'],
    ['١', 'NOK', 'not_a_decimal'],
    ['NaN', 'NOK', 'not_a_decimal'],
    ['9'.repeat(39), 'NOK', 'too_long'],
  ] as const)('refuses %j in %s as %s', (text, currency, code) => {
    expect(parseDecimal(text, currency)).toMatchObject({ ok: false, error: { code } });
  });

  it('says how many decimals the currency has', () => {
    expect(parseDecimal('8.533', 'NOK')).toEqual({
      ok: false,
      error: { code: 'too_many_decimals', text: '8.533', currency: 'NOK', maxDecimals: 2 },
    });
  });

  it.each([
    [-5n, 'NOK', '-0.05'],
    [0n, 'NOK', '0.00'],
    [0n, 'JPY', '0'],
    [-1n, 'JPY', '-1'],
    [123450n, 'NOK', '1234.50'],
    [7n, 'KWD', '0.007'],
  ] as const)('writes %s minor units of %s as %s', (minor, currency, text) => {
    expect(toDecimalString(money(currency, minor))).toBe(text);
  });

  it('gives back every amount of every currency that it wrote', () => {
    fc.assert(
      fc.property(anyMoney, (amount) => {
        expect(parseSignedDecimal(toDecimalString(amount), amount.currency)).toEqual({ ok: true, value: amount });
      }),
    );
    for (const currency of currencies) {
      const amount = money(currency, -1234567890123456789n);
      expect(parseSignedDecimal(toDecimalString(amount), currency)).toEqual({ ok: true, value: amount });
    }
  });
});

describe('arithmetic', () => {
  it('adds in any order and takes away what it added', () => {
    fc.assert(
      fc.property(anyCurrency, anyMinor, anyMinor, anyMinor, (currency, x, y, z) => {
        const [a, b, c] = [money(currency, x), money(currency, y), money(currency, z)];
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(add(a, negate(a))).toEqual(zero(currency));
        expect(sum(currency, [a, b, c])).toEqual(add(a, add(b, c)));
      }),
    );
  });

  it('orders amounts', () => {
    expect([3n, -1n, 2n].map((minor) => money('NOK', minor)).toSorted(compare)).toEqual(
      [-1n, 2n, 3n].map((minor) => money('NOK', minor)),
    );
    expect(compare(money('NOK', 2n), money('NOK', 2n))).toBe(0);
  });

  it('treats amounts of two currencies as a bug', () => {
    const [a, b] = [money('NOK', 1n), money('SEK', 1n)];
    for (const mix of [add, subtract, compare]) expect(() => mix(a, b)).toThrow('NOK and SEK');
    expect(() => sum('NOK', [b])).toThrow('NOK and SEK');
  });
});

describe('allocate', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [5n, [3n, 7n], [2n, 3n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [0n, [1n, 2n], [0n, 0n]],
    [10n, [0n, 1n, 0n], [0n, 10n, 0n]],
    [1n, [1n, 1n, 2n], [0n, 0n, 1n]],
  ])('splits %s by %s as %s', (whole, weights, parts) => {
    expect(allocate(money('NOK', whole), weights)).toEqual(parts.map((part) => money('NOK', part)));
  });

  it('keeps the sum, stays within one minor unit of each share, and gives nothing for no weight', () => {
    const anyWeights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
      .filter((weights) => weights.some((weight) => weight > 0n));
    fc.assert(
      fc.property(anyMoney, anyWeights, (whole, weights) => {
        const parts = allocate(whole, weights);
        expect(sum(whole.currency, parts)).toEqual(whole);
        const total = weights.reduce((a, b) => a + b, 0n);
        parts.forEach((part, index) => {
          const off = part.amountMinor * total - whole.amountMinor * (weights[index] ?? 0n);
          expect(off < total && off > -total).toBe(true);
          if (weights[index] === 0n) expect(part.amountMinor).toBe(0n);
        });
      }),
    );
  });

  it.each([[[]], [[0n, 0n]], [[2n, -1n]]])('refuses the weights %s', (weights) => {
    expect(() => allocate(money('NOK', 1n), weights)).toThrow('weights');
  });
});

describe('applyRate', () => {
  it.each([
    ['NOK', 146050n, '25', 36513n],
    ['NOK', -146050n, '25', -36513n],
    ['NOK', 100n, '15', 15n],
    ['EUR', 10n, '7.7', 1n],
    ['EUR', 2n, '25', 1n],
    ['JPY', 105n, '10', 11n],
    ['KWD', 1000n, '5.25', 53n],
    ['NOK', 999n, '0', 0n],
  ] as const)('%s %s at %s percent is %s, a half going away from zero', (currency, base, rate, tax) => {
    expect(applyRate(money(currency, base), rate)).toEqual(money(currency, tax));
  });

  it('rounds a half to even where asked to', () => {
    expect(applyRate(money('EUR', 2n), '25', 'halfEven')).toEqual(money('EUR', 0n));
    expect(applyRate(money('EUR', 6n), '25', 'halfEven')).toEqual(money('EUR', 2n));
    expect(applyRate(money('EUR', -6n), '25', 'halfEven')).toEqual(money('EUR', -2n));
  });

  it('taxes a credit note as the mirror of its invoice', () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 0, max: 10_000 }), (base, hundredths) => {
        const rate = (hundredths / 100).toFixed(2);
        expect(applyRate(negate(base), rate)).toEqual(negate(applyRate(base, rate)));
      }),
    );
  });
});
