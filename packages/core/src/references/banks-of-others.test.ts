import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recursiveMod10CheckDigit, weighted731CheckDigit } from './check-digits.ts';
import { createCreditorReference, isCreditorReference } from './creditor-reference.ts';
import { IBAN_COUNTRIES, ibanOf, isIban, isQrIban, printIban } from './iban.ts';
import { ibanOfNorwegianAccount, isNorwegianAccount, printNorwegianAccount } from './norwegian-account.ts';
import { createOcr, createOcrWithLength, isOcr } from './ocr.ts';
import { createOgm, isOgm } from './ogm.ts';
import { createQrReference, isQrReference, printQrReference } from './swiss-reference.ts';
import { createViite, isViite, printViite } from './viite.ts';

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((each) => each.join(''));

/** One digit of `text` replaced by another; what is no digit stays. */
function withOneWrong(text: string, place: number, step: number): string {
  const places = [...text].flatMap((character, index) => (/\d/.test(character) ? [index] : []));
  const at = places[place % places.length] ?? 0;
  return `${text.slice(0, at)}${(Number(text[at]) + step) % 10}${text.slice(at + 1)}`;
}

interface Scheme {
  readonly name: string;
  readonly body: fc.Arbitrary<string>;
  create(body: string): string;
  isValid(text: string): boolean;
}

const SCHEMES: readonly Scheme[] = [
  { name: 'a Swiss QR reference', body: digits(1, 26), create: createQrReference, isValid: isQrReference },
  { name: 'a Finnish reference', body: digits(3, 19), create: createViite, isValid: isViite },
  { name: 'a Swedish OCR', body: digits(1, 24), create: createOcr, isValid: isOcr },
  { name: 'a Swedish OCR with its length', body: digits(1, 23), create: createOcrWithLength, isValid: isOcr },
  { name: 'a Belgian OGM', body: digits(10, 10), create: createOgm, isValid: isOgm },
  {
    name: 'an ISO 11649 reference',
    body: digits(1, 21),
    create: createCreditorReference,
    isValid: isCreditorReference,
  },
  { name: 'a Norwegian IBAN', body: digits(11, 11), create: (body) => ibanOf('NO', body), isValid: isIban },
];

describe.each(SCHEMES)('$name', ({ body, create, isValid }) => {
  it('holds as it is made, and any single wrong digit is noticed', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
        const made = create(number);
        // Zeros alone are no QR reference, whatever their check digit.
        fc.pre(/[1-9]/.test(made));
        expect(isValid(made)).toBe(true);
        expect(isValid(withOneWrong(made, place, step))).toBe(false);
      }),
    );
  });
});

describe('Swiss QR references', () => {
  it('have 27 digits with a recursive check digit', () => {
    expect(recursiveMod10CheckDigit('21000000000313947143000901')).toBe('7');
    expect(createQrReference('21000000000313947143000901')).toBe('210000000003139471430009017');
    expect(createQrReference('1')).toBe(`${'1'.padStart(26, '0')}${recursiveMod10CheckDigit('1'.padStart(26, '0'))}`);
    expect(isQrReference('21 00000 00003 13947 14300 09017')).toBe(true);
    expect(printQrReference('210000000003139471430009017')).toBe('21 00000 00003 13947 14300 09017');
  });

  it.each(['210000000003139471430009016', '2100000000031394714300090170', '000000000000000000000000000', ''])(
    'refuses %j',
    (text) => {
      expect(isQrReference(text)).toBe(false);
    },
  );
});

describe('Nordic references', () => {
  it('of Finland weigh 7, 3, 1 from the right', () => {
    expect(weighted731CheckDigit('123456')).toBe('1');
    expect(createViite('123456')).toBe('1234561');
    expect(isViite('12 34561')).toBe(true);
    expect(printViite('1234561')).toBe('12 34561');
    expect(isViite('12')).toBe(false);
  });

  it('of Sweden are modulus 10, with a length digit where the agreement has one', () => {
    expect(createOcr('123456')).toBe('1234566');
    expect(createOcrWithLength('12345')).toMatch(/^123457\d$/);
    expect(isOcr('1234567')).toBe(false);
  });

  it('an account of Norway is eleven digits by modulus 11, printed 4.2.5', () => {
    expect(isNorwegianAccount('8601.11.17947')).toBe(true);
    expect(isNorwegianAccount('86011117948')).toBe(false);
    expect(printNorwegianAccount('NO93 8601 1117 947')).toBe('8601.11.17947');
    expect(printNorwegianAccount('DE89370400440532013000')).toBeUndefined();
    expect(ibanOfNorwegianAccount('8601.11.17947')).toBe('NO9386011117947');
  });
});

describe('IBANs', () => {
  it.each(['NO9386011117947', 'CH5604835012345678009', 'CH4431999123000889012', 'DE89370400440532013000'])(
    '%s holds',
    (iban) => {
      expect(isIban(iban)).toBe(true);
      expect(isIban(printIban(iban).toLowerCase())).toBe(true);
    },
  );

  it.each(['NO938601111794', 'NO93860111179470', 'ZZ9386011117947', 'NO9386011117948', '', 'constructor'])(
    '%j is none',
    (iban) => {
      expect(isIban(iban)).toBe(false);
    },
  );

  it('never have the check digits 00, 01 and 99, which leave the same remainder', () => {
    for (const check of ['00', '01', '99']) expect(isCreditorReference(`RF${check}98221561715`)).toBe(false);
  });

  it('need the length of their country, though both check digits hold', () => {
    for (const country of IBAN_COUNTRIES) expect(isIban(ibanOf(country, '1'.repeat(31)))).toBe(false);
  });

  it.each([
    ['CH4431999123000889012', true],
    ['CH5604835012345678009', false],
    [ibanOf('LI', '30000000000000000'), true],
    [ibanOf('CH', '32000000000000000'), false],
    [ibanOf('CH', '29999000000000000'), false],
    ['NO9386011117947', false],
  ])('%s as QR-IBAN is %s: institution 30000 to 31999', (iban, isQr) => {
    expect(isQrIban(iban)).toBe(isQr);
  });
});
