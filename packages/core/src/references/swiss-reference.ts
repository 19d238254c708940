import { assert } from '../shared/assert.ts';
import { recursiveMod10CheckDigit } from './check-digits.ts';

/** Digits of a QR reference before its check digit. */
export const QR_REFERENCE_BODY_LENGTH = 26;

/**
 * A Swiss QR reference: 26 digits, filled up with zeros on the left, and the recursive modulus 10 check digit (SIX,
 * Swiss Implementation Guidelines QR-bill 2.3, annex B). @throws AssertionFailure unless `digits` is 1 to 26 digits.
 */
export function createQrReference(digits: string): string {
  const isBody = /^\d+$/.test(digits) && digits.length <= QR_REFERENCE_BODY_LENGTH;
  assert(isBody, `1 to ${QR_REFERENCE_BODY_LENGTH} digits: ${digits}`);
  const body = digits.padStart(QR_REFERENCE_BODY_LENGTH, '0');
  return body + recursiveMod10CheckDigit(body);
}

/** The printed form (two digits, then groups of five) is accepted. Only zeros are no reference. */
export function isQrReference(text: string): boolean {
  const digits = text.replaceAll(' ', '');
  if (!/^\d{27}$/.test(digits) || /^0+$/.test(digits)) return false;
  return digits.endsWith(recursiveMod10CheckDigit(digits.slice(0, -1)));
}

/** '21 00000 00003 13947 14300 09017', as it stands on a payment slip. */
export function printQrReference(reference: string): string {
  return [reference.slice(0, 2), ...(reference.slice(2).match(/.{1,5}/g) ?? [])].join(' ');
}
