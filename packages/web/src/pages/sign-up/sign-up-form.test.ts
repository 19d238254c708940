import { describe, expect, it } from 'vitest';
import {
  type AccountFields,
  accountProblems,
  COUNTRIES,
  CURRENCY_CODES,
  currencyOf,
  likelyCountry,
  personProblems,
} from './sign-up-form.ts';

const account: AccountFields = {
  companyName: 'Fjord Labs AS',
  country: 'NO',
  currency: 'NOK',
  timeZone: 'Europe/Oslo',
  addressLine1: 'Bryggen 12',
  postalCode: '',
  city: 'Bergen',
  isAgreed: true,
};

describe('personProblems', () => {
  it('finds nothing in a filled form', () => {
    expect(personProblems({ name: 'Ola', email: 'ola@fjord.example', password: 'et langt passord' })).toEqual(
      new Set(),
    );
  });

  it('names each field that cannot be sent', () => {
    expect(personProblems({ name: ' ', email: 'ola', password: 'kort' })).toEqual(
      new Set(['name', 'email', 'password']),
    );
  });

  it('counts characters of the password as people do', () => {
    expect(personProblems({ name: 'Ola', email: 'o@x', password: '🔑'.repeat(11) }).has('password')).toBe(true);
    expect(personProblems({ name: 'Ola', email: 'o@x', password: '🔑'.repeat(12) }).has('password')).toBe(false);
  });
});

describe('accountProblems', () => {
  it('lets the postal code be empty, as some countries have none', () => {
    expect(accountProblems(account)).toEqual(new Set());
  });

  it('asks for the agreement to be accepted', () => {
    expect(accountProblems({ ...account, isAgreed: false })).toEqual(new Set(['isAgreed']));
  });

  it('does not take spaces for a name, an address or a city', () => {
    const spaces = { ...account, companyName: ' ', addressLine1: ' ', city: ' ' };
    expect(accountProblems(spaces)).toEqual(new Set(['companyName', 'addressLine1', 'city']));
  });
});

describe('the offered countries', () => {
  it('follow the browser’s region where it is offered', () => {
    expect(likelyCountry(['en-GB', 'nb-NO'])).toBe('GB');
    expect(likelyCountry(['en', 'sv-SE'])).toBe('SE');
    expect(likelyCountry(['en', 'xx-ZZ'])).toBe('NO');
  });

  it('each have an offered currency', () => {
    for (const country of COUNTRIES) expect(CURRENCY_CODES).toContain(currencyOf(country));
  });
});
