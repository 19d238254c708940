import { brandOf, cvcLengthsOf, lengthsOf, passesLuhn } from '../cards/brands.ts';
import type { FieldError } from './words.ts';

export function digitsIn(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** `4242 4242 4242 4242`, American Express `3782 822463 10005`; no more digits than the brand has. */
export function formatNumber(text: string): string {
  const digits = digitsIn(text);
  const brand = brandOf(digits);
  const kept = digits.slice(0, Math.max(...lengthsOf(brand)));
  const groups = brand === 'amex' ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?$/.exec(kept)?.slice(1) : kept.match(/\d{1,4}/g);
  return (groups ?? []).filter(Boolean).join(' ');
}

/** `MM / YY`; a first digit above 1 is a month of one digit. `deleting` leaves the slash alone so that it can be erased. */
export function formatExpiry(text: string, deleting = false): string {
  const digits = digitsIn(text);
  const full = /^[2-9]/.test(digits) ? `0${digits}` : digits;
  const month = full.slice(0, 2);
  const year = full.slice(2).length > 2 && full.slice(2, 4) === '20' ? full.slice(4, 6) : full.slice(2, 4);
  if (month.length < 2 || (deleting && year === '')) return month;
  return `${month} / ${year}`;
}

export function formatCvc(text: string, brand: string): string {
  return digitsIn(text).slice(0, Math.max(...cvcLengthsOf(brand)));
}

export function numberError(text: string): FieldError | undefined {
  const digits = digitsIn(text);
  const lengths = lengthsOf(brandOf(digits));
  if (digits.length < Math.min(...lengths)) return 'incomplete_number';
  return lengths.includes(digits.length) && passesLuhn(digits) ? undefined : 'invalid_number';
}

/** `today` is any day of the month now. A card is good through its month. */
export function expiryError(text: string, today: Date): FieldError | undefined {
  const digits = digitsIn(text);
  const month = Number(digits.slice(0, 2));
  if (digits.length >= 2 && (month < 1 || month > 12)) return 'invalid_expiry_month';
  if (digits.length < 4) return 'incomplete_expiry';
  const year = 2000 + Number(digits.slice(2, 4));
  if (year > today.getFullYear() + 50) return 'invalid_expiry_year';
  const past = year < today.getFullYear() || (year === today.getFullYear() && month < today.getMonth() + 1);
  return past ? 'invalid_expiry_year_past' : undefined;
}

export function cvcError(text: string, brand: string): FieldError | undefined {
  return cvcLengthsOf(brand).includes(digitsIn(text).length) ? undefined : 'incomplete_cvc';
}

/** Where the caret belongs after formatting: behind as many digits as it was before. */
export function caretAfter(formatted: string, digitsBefore: number): number {
  if (digitsBefore === 0) return 0;
  let seen = 0;
  for (const [index, letter] of formatted.split('').entries()) {
    if (/\d/.test(letter)) seen += 1;
    if (seen === digitsBefore) return index + 1;
  }
  return formatted.length;
}
