import { isMod97Valid, mod97 } from './check-digits.ts';

/**
 * Length of an IBAN by its country (SWIFT's IBAN registry, ISO 13616). A country that is not here has no IBAN.
 */
// biome-ignore format: a table of one country a line would be 90 lines that nobody reads
const LENGTHS = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22,
  CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22,
  GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30,
  KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20,
  MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22,
  RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26,
  UA: 29, VA: 22, VG: 24, XK: 20, YE: 30,
} as const satisfies Readonly<Record<string, number>>;

export const IBAN_COUNTRIES = Object.keys(LENGTHS) as readonly (keyof typeof LENGTHS)[];

/** 'CH56 0483 5012 3456 7800 9' as banks send it: without spaces, in capitals. Does not check it. */
export function compactIban(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

/** Length by country, characters, and both check digits (ISO 7064 modulus 97). The printed form is accepted. */
export function isIban(text: string): boolean {
  const iban = compactIban(text);
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(iban) || iban.length !== lengthFor(iban)) return false;
  return isMod97Valid(iban);
}

/** The printed form, in groups of four. */
export function printIban(iban: string): string {
  return (compactIban(iban).match(/.{1,4}/g) ?? []).join(' ');
}

/** The account of a country's own form as an IBAN. @throws AssertionFailure when it is not of digits and capitals. */
export function ibanOf(country: string, account: string): string {
  const check = 98 - mod97(`${account}${country}00`);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}

/**
 * A Swiss or Liechtenstein account that only takes payments with a QR reference: its institution is one of 30000 to 31999
 * (SIX, Swiss Implementation Guidelines QR-bill 2.3, section 3).
 */
export function isQrIban(text: string): boolean {
  const iban = compactIban(text);
  return isIban(iban) && /^(?:CH|LI)\d{2}3[01]\d{3}/.test(iban);
}

function lengthFor(iban: string): number | undefined {
  const country = iban.slice(0, 2);
  return Object.hasOwn(LENGTHS, country) ? LENGTHS[country as keyof typeof LENGTHS] : undefined;
}
