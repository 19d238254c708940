import { assert } from '../shared/assert.ts';
import { mod10CheckDigit, mod11CheckDigit } from './check-digits.ts';

/** Norwegian banks take 2 to 25 digits, the check digit included. */
export const KID_MAX_LENGTH = 25;

/**
 * A Norwegian payment reference (KID, *kundeidentifikasjon*): the digits and their modulus 10 check digit. Only
 * modulus 10 is issued, because a modulus 11 check can be a hyphen, which many payers' banks cannot type.
 * @throws AssertionFailure when `digits` is not 1 to 24 digits.
 */
export function createKid(digits: string): string {
  assert(/^\d+$/.test(digits) && digits.length < KID_MAX_LENGTH, `1 to 24 digits: ${digits}`);
  return digits + mod10CheckDigit(digits);
}

/** Whether a KID that somebody else issued holds by modulus 10 or modulus 11. */
export function isKid(text: string): boolean {
  if (!/^\d{1,24}[\d-]$/.test(text)) return false;
  const [digits, check] = [text.slice(0, -1), text.slice(-1)];
  return check === mod10CheckDigit(digits) || check === mod11CheckDigit(digits);
}
