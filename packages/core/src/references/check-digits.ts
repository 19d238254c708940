import { assert } from '../shared/assert.ts';

/** Luhn's modulus 10 (weights 2,1,2,… from the right, digit sums): KID, Swedish OCR, card numbers. One digit. */
export function mod10CheckDigit(digits: string): string {
  assertDigits(digits);
  const sum = fromTheRight(digits).reduce((total, digit, place) => {
    const product = place % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Modulus 11 with weights 2 to 7 from the right. '-' stands for ten, as Norwegian banks write it. */
export function mod11CheckDigit(digits: string): string {
  assertDigits(digits);
  const sum = fromTheRight(digits).reduce((total, digit, place) => total + digit * (2 + (place % 6)), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? '-' : String(check);
}

/** Weights 7, 3, 1 from the right, the sum filled up to the next ten: Finland's reference numbers. One digit. */
export function weighted731CheckDigit(digits: string): string {
  assertDigits(digits);
  const sum = fromTheRight(digits).reduce((total, digit, place) => total + digit * ([7, 3, 1][place % 3] ?? 0), 0);
  return String((10 - (sum % 10)) % 10);
}

// The table is the carry's way through one digit; the next digit goes on from where it ended.
const RECURSIVE_TABLE = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const;

/** Modulus 10, recursive, from the left: Swiss QR references. One digit. */
export function recursiveMod10CheckDigit(digits: string): string {
  assertDigits(digits);
  const carry = [...digits].reduce((at, digit) => RECURSIVE_TABLE[(at + Number(digit)) % 10] ?? 0, 0);
  return String((10 - carry) % 10);
}

export function isLuhnValid(number: string): boolean {
  return /^\d{2,}$/.test(number) && number.endsWith(mod10CheckDigit(number.slice(0, -1)));
}

/**
 * Whether an IBAN or an ISO 11649 reference (country or 'RF', two check digits, body) holds. 00, 01 and 99 leave the same
 * remainder as 97, 98 and 02, and are never issued.
 */
export function isMod97Valid(text: string): boolean {
  const check = Number(text.slice(2, 4));
  return check >= 2 && check <= 98 && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** ISO 7064 modulus 97 of a string of digits and capital letters (A = 10 … Z = 35), as ISO 11649 and IBAN use it. */
export function mod97(text: string): number {
  assert(/^[0-9A-Z]+$/.test(text), `digits and capital letters only: ${text}`);
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

function assertDigits(digits: string): void {
  assert(/^\d+$/.test(digits), `digits only: ${digits}`);
}

function fromTheRight(digits: string): number[] {
  return [...digits].map(Number).toReversed();
}
