import { describe, expect, it } from 'vitest';
import { addressLines } from './address-lines.ts';

describe('addressLines', () => {
  it('writes the postal code before the city in Norway, and the country in the reader’s language', () => {
    const address = {
      companyName: 'Fjord Labs AS',
      addressLine1: 'Bryggen 12',
      postalCode: '5003',
      city: 'Bergen',
      country: 'NO',
    };
    expect(addressLines(address, 'nb-NO')).toEqual(['Fjord Labs AS', 'Bryggen 12', '5003 Bergen', 'Norge']);
    expect(addressLines(address, 'en-US').at(-1)).toBe('Norway');
  });

  it('writes city, state and code in that order in the United States', () => {
    const address = { addressLine1: '1 Main St', city: 'Austin', region: 'TX', postalCode: '78701', country: 'US' };
    expect(addressLines(address, 'en-US')).toEqual(['1 Main St', 'Austin TX 78701', 'United States']);
  });

  it('leaves out what is missing or empty', () => {
    expect(addressLines({ addressLine1: 'A', addressLine2: '', country: 'SE' }, 'en-US')).toEqual(['A', 'Sweden']);
  });
});
