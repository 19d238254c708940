import { assert } from '../shared/assert.ts';
import { isLuhnValid, mod10CheckDigit } from './check-digits.ts';

/** Bankgirot takes 2 to 25 digits, the check digit included. */
const OCR_MAX_LENGTH = 25;

/**
 * A Swedish OCR reference without a length digit (Bankgirot's *hard* check takes it either way): the digits and their
 * modulus 10 check digit. '123456' becomes '1234566'. @throws AssertionFailure unless `digits` is 1 to 24 digits.
 */
export function createOcr(digits: string): string {
  assert(/^\d+$/.test(digits) && digits.length < OCR_MAX_LENGTH, `1 to 24 digits: ${digits}`);
  return digits + mod10CheckDigit(digits);
}

/**
 * With a length digit: the last but one says how long the whole is, by its last digit. '12345' becomes '1234573': seven
 * long. @throws AssertionFailure unless `digits` is 1 to 23 digits.
 */
export function createOcrWithLength(digits: string): string {
  assert(/^\d{1,23}$/.test(digits), `1 to 23 digits: ${digits}`);
  return createOcr(`${digits}${(digits.length + 2) % 10}`);
}

export function isOcr(text: string): boolean {
  const digits = text.replaceAll(' ', '');
  return digits.length <= OCR_MAX_LENGTH && isLuhnValid(digits);
}
