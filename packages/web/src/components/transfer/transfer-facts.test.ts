import { expect, it } from 'vitest';
import { pastedAmount, pathOf, printedIban } from './transfer-facts.ts';

it('prints an IBAN in groups of four, however it came', () => {
  expect(printedIban('NO9386011117947')).toBe('NO93 8601 1117 947');
  expect(printedIban('NO93 8601 1117 947')).toBe('NO93 8601 1117 947');
  expect(printedIban('BE71096123456769')).toBe('BE71 0961 2345 6769');
});

it('gives an amount as a bank’s form takes it', () => {
  expect(pastedAmount({ currency: 'NOK', value: 12_345.5 }, 'nb-NO')).toBe('12345,50');
  expect(pastedAmount({ currency: 'EUR', value: 12_345.5 }, 'en-US')).toBe('12345.50');
  expect(pastedAmount({ currency: 'JPY', value: 12_345 }, 'en-US')).toBe('12345');
});

it('draws a square for each dark one', () => {
  expect(
    pathOf([
      [true, false],
      [false, true],
    ]),
  ).toBe('M0 0h1v1h-1zM1 1h1v1h-1z');
});
