import { assert } from '../shared/assert.ts';
import { isMod97Valid, mod97 } from './check-digits.ts';

/** ISO 11649: 'RF', two check digits, and up to 21 characters of the creditor's own. */
export const CREDITOR_REFERENCE_BODY_MAX_LENGTH = 21;

/** 'INV202600001234' becomes 'RF17INV202600001234'. @throws AssertionFailure unless 1 to 21 of 0-9, A-Z. */
export function createCreditorReference(body: string): string {
  const isBody = /^[0-9A-Z]+$/.test(body) && body.length <= CREDITOR_REFERENCE_BODY_MAX_LENGTH;
  assert(isBody, `1 to 21 digits and capital letters: ${body}`);
  const check = 98 - mod97(`${body}RF00`);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

/** Spaces (the printed form has groups of four) and lower case are accepted. */
export function isCreditorReference(text: string): boolean {
  const reference = text.replaceAll(' ', '').toUpperCase();
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(reference) && isMod97Valid(reference);
}
