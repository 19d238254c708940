import { mod11CheckDigit } from './check-digits.ts';
import { compactIban, ibanOf, isIban } from './iban.ts';

/** Eleven digits, the last a modulus 11 check of the others; the printed form, 1234.56.78903, is accepted. */
export function isNorwegianAccount(text: string): boolean {
  const digits = text.replaceAll(/[. ]/g, '');
  return /^\d{11}$/.test(digits) && mod11CheckDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** '86011117947' or 'NO9386011117947' becomes '8601.11.17947'; undefined when it is no Norwegian account. */
export function printNorwegianAccount(text: string): string | undefined {
  const compact = compactIban(text);
  const digits = compact.startsWith('NO') && isIban(compact) ? compact.slice(4) : compact.replaceAll('.', '');
  if (!isNorwegianAccount(digits)) return undefined;
  return `${digits.slice(0, 4)}.${digits.slice(4, 6)}.${digits.slice(6)}`;
}

/** @throws AssertionFailure when it is no Norwegian account. */
export function ibanOfNorwegianAccount(account: string): string {
  return ibanOf('NO', account.replaceAll(/[. ]/g, ''));
}
