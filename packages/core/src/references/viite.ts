import { assert } from '../shared/assert.ts';
import { weighted731CheckDigit } from './check-digits.ts';

/** Finnish banks take 3 to 19 digits and the check digit. */
const BODY = /^\d{3,19}$/;

/**
 * A Finnish reference number (*viitenumero*): the digits and a check digit by weights 7, 3, 1 from the right (Finance
 * Finland). '123456' becomes '1234561'. @throws AssertionFailure unless `digits` is 3 to 19 digits.
 */
export function createViite(digits: string): string {
  assert(BODY.test(digits), `3 to 19 digits: ${digits}`);
  return digits + weighted731CheckDigit(digits);
}

/** The printed form has groups of five from the right. */
export function isViite(text: string): boolean {
  const digits = text.replaceAll(' ', '');
  const body = digits.slice(0, -1);
  return BODY.test(body) && digits === body + weighted731CheckDigit(body);
}

/** '12345 61' is how the last five stand together: groups are counted from the right. */
export function printViite(reference: string): string {
  return reference.replaceAll(/\B(?=(?:\d{5})+$)/g, ' ');
}
