import type { AddressDetails } from '@betalt/contract/shared/arm.ts';

/** Countries whose post writes the city before the postal code. The rest of Europe writes the code first. */
const CITY_FIRST = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'IN']);

/** The lines of a letter to this address, the country last, by its name in the reader's language. */
export function addressLines(address: AddressDetails, locale: string): string[] {
  const { companyName, firstName, lastName, addressLine1, addressLine2, addressLine3 } = address;
  const person = [firstName, lastName].filter(isFilled).join(' ');
  return [
    companyName,
    person,
    addressLine1,
    addressLine2,
    addressLine3,
    townLine(address),
    countryName(address.country, locale),
  ].filter(isFilled);
}

function townLine({ country, city, region, postalCode }: AddressDetails): string {
  const parts = CITY_FIRST.has(country) ? [city, region, postalCode] : [postalCode, city, region];
  return parts.filter(isFilled).join(' ');
}

/** The code itself where this browser knows no name for it. */
function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

function isFilled(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
