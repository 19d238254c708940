import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caretAfter,
  cvcError,
  digitsIn,
  expiryError,
  formatCvc,
  formatExpiry,
  formatNumber,
  numberError,
} from './card-format.ts';

describe('a card number', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['42424', '4242 4'],
    ['378282246310005', '3782 822463 10005'],
    ['37828', '3782 8'],
    ['4242-4242 4242.4242 99', '4242 4242 4242 4242'],
    ['6205500000000000004', '6205 5000 0000 0000 004'],
    ['', ''],
  ])('%s is written %s', (typed, written) => {
    expect(formatNumber(typed)).toBe(written);
  });

  it('formatted twice is as formatted once, and keeps its digits in order', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 ]{0,24}$/), (typed) => {
        const once = formatNumber(typed);
        expect(formatNumber(once)).toBe(once);
        expect(digitsIn(typed).startsWith(digitsIn(once))).toBe(true);
      }),
    );
  });

  it.each([
    ['4242 4242 4242 4242', undefined],
    ['4242 4242 4242 4241', 'invalid_number'],
    ['4242', 'incomplete_number'],
    ['3782 822463 10005', undefined],
  ])('%s is %s', (text, error) => {
    expect(numberError(text)).toBe(error);
  });
});

describe('an expiry date', () => {
  it.each([
    ['1', '1'],
    ['5', '05 / '],
    ['12', '12 / '],
    ['1234', '12 / 34'],
    ['12/2034', '12 / 34'],
    ['12 / 3', '12 / 3'],
  ])('%s is written %s', (typed, written) => {
    expect(formatExpiry(typed)).toBe(written);
  });

  it('lets its slash be erased', () => {
    expect(formatExpiry('12 /', true)).toBe('12');
  });

  it.each([
    ['10 / 26', 'invalid_expiry_year_past'],
    ['11 / 26', undefined],
    ['12 / 25', 'invalid_expiry_year_past'],
    ['13 / 30', 'invalid_expiry_month'],
    ['00 / 30', 'invalid_expiry_month'],
    ['12 / 95', 'invalid_expiry_year'],
    ['12', 'incomplete_expiry'],
  ])('%s, in November 2026, is %s', (text, error) => {
    expect(expiryError(text, new Date(2026, 10, 24))).toBe(error);
  });
});

describe('a security code', () => {
  it('has three digits, or four on American Express', () => {
    expect(formatCvc('12345', 'visa')).toBe('123');
    expect(formatCvc('12345', 'amex')).toBe('1234');
    expect(cvcError('12', 'visa')).toBe('incomplete_cvc');
    expect(cvcError('123', 'visa')).toBeUndefined();
    expect(cvcError('1234', 'amex')).toBeUndefined();
  });
});

describe('the caret', () => {
  it('stays behind the digit that it was behind', () => {
    expect(caretAfter('4242 4', 0)).toBe(0);
    expect(caretAfter('4242 4', 4)).toBe(4);
    expect(caretAfter('4242 4', 5)).toBe(6);
    expect(caretAfter('42', 9)).toBe(2);
  });
});
