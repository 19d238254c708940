import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLuhnValid, mod10CheckDigit, mod11CheckDigit, mod97 } from './check-digits.ts';
import { createCreditorReference, isCreditorReference } from './creditor-reference.ts';
import { createKid, isKid } from './kid.ts';
import { createOgm, isOgm } from './ogm.ts';
import { paymentReferenceFor } from './payment-reference.ts';

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((each) => each.join(''));

describe('KID', () => {
  it.each([
    ['123456', '6', '0'],
    ['234567', '6', '6'],
    ['000006', '7', '-'],
  ])('%s has check digit %s by modulus 10 and %s by modulus 11', (number, mod10, mod11) => {
    expect(mod10CheckDigit(number)).toBe(mod10);
    expect(mod11CheckDigit(number)).toBe(mod11);
  });

  it('is issued with modulus 10 only, so never with a hyphen', () => {
    expect(createKid('123456')).toBe('1234566');
    fc.assert(
      fc.property(digits(1, 24), (number) => {
        const kid = createKid(number);
        expect(kid).toMatch(/^\d{2,25}$/);
        expect(isKid(kid)).toBe(true);
      }),
    );
  });

  it('notices any single wrong digit', () => {
    fc.assert(
      fc.property(digits(6, 20), fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
        const kid = createKid(number);
        const at = place % kid.length;
        const wrong = `${kid.slice(0, at)}${(Number(kid[at]) + step) % 10}${kid.slice(at + 1)}`;
        expect(isLuhnValid(wrong)).toBe(false);
      }),
    );
  });

  it.each(['1234566', '1234560', '2345676', '000006-'])('accepts %s from others', (kid) => {
    expect(isKid(kid)).toBe(true);
  });

  it.each(['0003434323213231', '1234567', '7', '', '12345678901234567890123456', '12-3456'])('refuses %j', (kid) => {
    expect(isKid(kid)).toBe(false);
  });

  it('refuses to issue more than 25 digits', () => {
    expect(() => createKid('1'.repeat(25))).toThrow('1 to 24 digits');
  });
});

describe('ISO 11649 creditor references', () => {
  it.each([
    ['2348231', 'RF712348231'],
    ['G72UUR', 'RF45G72UUR'],
    ['INV202600001234', 'RF17INV202600001234'],
    ['539007547034', 'RF18539007547034'],
  ])('%s becomes %s', (body, reference) => {
    expect(createCreditorReference(body)).toBe(reference);
    expect(isCreditorReference(reference)).toBe(true);
  });

  it.each(['RF19539007547034', 'RF18', 'RF18-539007547034', 'XX18539007547034', '', 'RF1853900754703400000000000'])(
    'refuses %j',
    (reference) => {
      expect(isCreditorReference(reference)).toBe(false);
    },
  );

  it('reads the printed form with its groups', () => {
    expect(isCreditorReference('RF18 5390 0754 7034')).toBe(true);
    expect(isCreditorReference('rf18539007547034')).toBe(true);
  });
});

describe('Belgian structured communication', () => {
  it('writes the check digits, 97 standing for 0', () => {
    expect(createOgm('0010806817')).toBe('+++001/0806/81747+++');
    expect(createOgm('0000000097')).toBe('+++000/0000/09797+++');
  });

  it('refuses the often quoted example that does not hold', () => {
    expect(isOgm('+++123/4567/89012+++')).toBe(false);
    expect(isOgm('+++123/4567/89002+++')).toBe(true);
    expect(isOgm('001080681747')).toBe(true);
    expect(isOgm('+++001/0806/81747***')).toBe(false);
  });
});

describe('check digits of others', () => {
  it.each([
    ['4242424242424242', true],
    ['4242424242424241', false],
    ['6205500000000000004', true],
    ['0', false],
    ['4242 4242', false],
  ])('Luhn of %s is %s', (number, isValid) => {
    expect(isLuhnValid(number)).toBe(isValid);
  });

  it.each(['NO9386011117947', 'CH5604835012345678009', 'CH4431999123000889012', 'DE89370400440532013000'])(
    'the IBAN %s leaves 1 by modulus 97',
    (iban) => {
      expect(mod97(iban.slice(4) + iban.slice(0, 4))).toBe(1);
    },
  );
});

describe('the reference of an invoice', () => {
  it('is a KID in Norway and a creditor reference elsewhere', () => {
    expect(paymentReferenceFor('NO', '42', '1001')).toEqual({
      ok: true,
      value: { scheme: 'kid', reference: createKid('00000042000000001001') },
    });
    expect(paymentReferenceFor('DE', '', 'INV-2026/0000.1234')).toEqual({
      ok: true,
      value: { scheme: 'rf', reference: 'RF17INV202600001234' },
    });
  });

  it('never gives two invoices the same KID', () => {
    const number = fc.integer({ min: 0, max: 99_999_999 }).map(String);
    fc.assert(
      fc.property(number, number, number, number, (customerA, invoiceA, customerB, invoiceB) => {
        fc.pre(customerA !== customerB || invoiceA !== invoiceB);
        expect(paymentReferenceFor('NO', customerA, invoiceA)).not.toEqual(
          paymentReferenceFor('NO', customerB, invoiceB),
        );
      }),
    );
  });

  it.each([
    ['NO', '42', 'INV-1', 'not_digits'],
    ['NO', '123456789', '1', 'too_long'],
    ['SE', 'Åse', '1', 'not_letters_or_digits'],
    ['SE', '12345678901', '12345678901', 'too_long'],
  ])('in %s with %s and %s is refused as %s', (country, customer, invoice, code) => {
    expect(paymentReferenceFor(country, customer, invoice)).toMatchObject({ ok: false, error: { code } });
  });
});
