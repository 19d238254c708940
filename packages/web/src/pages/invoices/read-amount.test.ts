import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalSeparatorOf, readAmount } from './read-amount.ts';

it.each([
  ['1,500', '.', 1500],
  ['1,234.50', '.', 1234.5],
  ['1500.5', '.', 1500.5],
  ['12,50', '.', 12.5],
  ['1\u00a0500,50', ',', 1500.5],
  ['1.500', ',', 1500],
  ['1.500,50', ',', 1500.5],
  ['1234.50', ',', 1234.5],
  ['1,500', ',', 1.5],
  ['1.234.567', ',', 1_234_567],
  ["1'500.50", '.', 1500.5],
  [',5', ',', 0.5],
])('reads %j where the decimal separator is %j as %d', (typed, decimal, amount) => {
  expect(readAmount(typed, decimal)).toBe(amount);
});

it('reads nothing as no amount', () => {
  expect(readAmount('  ', '.')).toBeUndefined();
});

it.each(['abc', '-5', '1.2.3', '1,2345.6', '12,34,56.7', '.', 'NOK 5', '1e3'])('cannot read %j', (typed) => {
  expect(readAmount(typed, '.')).toBe('unreadable');
});

it('reads back every amount as any region writes it', () => {
  const locales = ['en-US', 'nb-NO', 'de-DE', 'de-CH', 'fr-FR', 'en-IN', 'pt-PT'] as const;
  const cents = fc.nat({ max: 9_999_999 });
  fc.assert(
    fc.property(fc.constantFrom(...locales), cents, (locale, amount) => {
      const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount / 100);
      expect(readAmount(written, decimalSeparatorOf(locale))).toBe(amount / 100);
    }),
  );
});
