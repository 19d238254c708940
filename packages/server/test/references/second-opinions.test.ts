import { money } from '@betalt/core/money/money.ts';
import { createCreditorReference, isCreditorReference } from '@betalt/core/references/creditor-reference.ts';
import { IBAN_COUNTRIES, ibanOf, isIban, isQrIban } from '@betalt/core/references/iban.ts';
import { qrBillPayload } from '@betalt/core/references/swiss-qr-bill.ts';
import { createQrReference, isQrReference, printQrReference } from '@betalt/core/references/swiss-reference.ts';
import * as fc from 'fast-check';
import * as ibantools from 'ibantools';
import {
  calculateQRReferenceChecksum,
  formatQRReference,
  isQRIBAN,
  isQRReferenceValid,
  isSCORReferenceValid,
} from 'swissqrbill/utils';
import { describe, expect, it } from 'vitest';

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((each) => each.join(''));

/** Codes that the registry lists under France and Finland, and whose IBANs begin with FR and FI. */
const ELSEWHERE: ReadonlySet<string> = new Set('AX BL GF GP MF MQ NC PF PM RE TF WF YT'.split(' '));

describe('ibantools', () => {
  it('knows no country of the registry that is missing here, and the same lengths', () => {
    const specs = Object.entries(ibantools.countrySpecs);
    const registered = specs.filter(([country, spec]) => spec.IBANRegistry === true && !ELSEWHERE.has(country));
    const ours: ReadonlySet<string> = new Set(IBAN_COUNTRIES);
    expect(registered.map(([country]) => country).filter((country) => !ours.has(country))).toEqual([]);
    for (const country of IBAN_COUNTRIES) {
      const chars = ibantools.countrySpecs[country]?.chars ?? 0;
      expect([country, isIban(ibanOf(country, '1'.repeat(Math.max(chars - 4, 1))))]).toEqual([country, true]);
    }
  });

  it('agrees on Norwegian and German accounts, right and wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom('DE'), digits(18, 18), digits(2, 2), (country, body, check) => {
        expect(isIban(ibanOf(country, body))).toBe(ibantools.isValidIBAN(ibanOf(country, body)));
        const wrong = `${country}${check}${body}`;
        expect(isIban(wrong)).toBe(ibantools.isValidIBAN(wrong));
      }),
    );
  });
});

describe('swissqrbill', () => {
  it('agrees on QR references', () => {
    fc.assert(
      fc.property(digits(26, 26), digits(1, 1), (body, check) => {
        fc.pre(/[1-9]/.test(body));
        const made = createQrReference(body);
        expect(made).toBe(body + calculateQRReferenceChecksum(body));
        expect(isQrReference(body + check)).toBe(isQRReferenceValid(body + check));
        expect(printQrReference(made)).toBe(formatQRReference(made));
      }),
    );
  });

  it('agrees on ISO 11649 references and on which IBANs take a QR reference', () => {
    fc.assert(
      fc.property(digits(1, 21), digits(17, 17), (body, account) => {
        expect(isSCORReferenceValid(createCreditorReference(body))).toBe(true);
        expect(isCreditorReference(`RF00${body}`)).toBe(isSCORReferenceValid(`RF00${body}`));
        expect(isQrIban(ibanOf('CH', account))).toBe(isQRIBAN(ibanOf('CH', account)));
      }),
    );
  });

  it.each([
    ['CH4431999123000889012', '210000000003139471430009017'],
    ['CH5604835012345678009', 'RF712348231'],
    ['CH5604835012345678009', undefined],
  ])('writes the same code for %s and %s', async (account, reference) => {
    const creditor = { name: 'Robert Schneider AG', buildingNumber: '1268', city: 'Biel', country: 'CH' };
    const debtor = { name: 'Pia-Maria Rutschmann', buildingNumber: '28', city: 'Rorschach', country: 'CH' };
    const theirs = await theirPayload({
      amount: 1949.75,
      currency: 'CHF',
      creditor: { ...creditor, account, address: 'Rue du Lac', zip: '2501' },
      debtor: { ...debtor, address: 'Marktgasse', zip: '9400' },
      message: 'Order of 15.6.2026',
      ...(reference === undefined ? {} : { reference }),
    });
    expect(
      qrBillPayload({
        creditor: { ...creditor, street: 'Rue du Lac', postalCode: '2501' },
        debtor: { ...debtor, street: 'Marktgasse', postalCode: '9400' },
        iban: account,
        amount: money('CHF', 1949_75n),
        reference,
        message: 'Order of 15.6.2026',
      }),
    ).toBe(theirs);
  });
});

/** It draws what it writes and hands out no text, so its own file is asked: no entry of the package exports it. */
async function theirPayload(bill: Record<string, unknown>): Promise<string> {
  const entry = new URL(import.meta.resolve('swissqrbill/utils'));
  const { generateQRData } = (await import(new URL('qr-code.js', entry).href)) as {
    generateQRData(bill: Record<string, unknown>): string;
  };
  return generateQRData(bill);
}
