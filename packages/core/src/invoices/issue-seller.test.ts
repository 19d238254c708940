import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party } from './document/invoice-document.ts';
import { namesForNumber } from './issue-name.ts';
import { sellerKeyOf } from './issue-seller.ts';

const NORDLYS: Party = {
  name: 'Nordlys Cloud AS',
  identifiers: [{ id: '7', scheme: '0088' }],
  companyId: { id: '987 654 325', scheme: '0192' },
  vatId: 'NO987654325MVA',
  electronicAddress: { id: 'invoices@nordlys.example', scheme: 'EM' },
  address: { country: 'NO' },
};

describe('the key of a seller', () => {
  it.each<[string, (keyof Party)[], string]>([
    ['VAT identifier', [], 'VAT:NO987654325MVA'],
    ['company id with its scheme', ['vatId'], 'COMPANY:0192:987654325'],
    ['electronic address', ['vatId', 'companyId'], 'ADDRESS:EM:INVOICES@NORDLYSEXAMPLE'],
    ['first identifier', ['vatId', 'companyId', 'electronicAddress'], 'ID:0088:7'],
    ['name', ['vatId', 'companyId', 'electronicAddress', 'identifiers'], 'NAME:NORDLYSCLOUDAS'],
  ])('is its %s, where no stronger mark is there', (_, absent, key) => {
    const seller = { ...NORDLYS };
    for (const field of absent) Reflect.deleteProperty(seller, field);
    expect(sellerKeyOf({ ...seller, identifiers: seller.identifiers ?? [] })).toBe(key);
  });

  it('passes over a mark that is nothing but spaces, dots and dashes', () => {
    expect(sellerKeyOf({ ...NORDLYS, vatId: ' .-–' })).toBe('COMPANY:0192:987654325');
  });

  it('is the same however the mark is spelt', () => {
    for (const vatId of ['no 987 654 325 mva', 'NO-987.654.325-MVA', 'NO987\u00a0654\u00a0325MVA']) {
      expect(sellerKeyOf({ ...NORDLYS, vatId })).toBe(sellerKeyOf(NORDLYS));
    }
  });

  it('keeps a scheme apart from another, and a name from an id that reads alike', () => {
    const without = { name: '0192:1', identifiers: [], address: { country: 'NO' } };
    const keys = [
      sellerKeyOf(without),
      sellerKeyOf({ ...without, companyId: { id: '1', scheme: '0192' } }),
      sellerKeyOf({ ...without, companyId: { id: '1', scheme: '0007' } }),
      sellerKeyOf({ ...without, electronicAddress: { id: '1', scheme: '0192' } }),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('fits into an index row, and tells long names apart by their ends', () => {
    const named = (name: string) => sellerKeyOf({ name, identifiers: [], address: { country: 'NO' } });
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 3000, unit: 'binary' }), (name) => {
        expect(named(name).length).toBeLessThan(210);
        expect(named(name).isWellFormed()).toBe(true);
      }),
    );
    expect(named(`${'x'.repeat(500)}1`)).not.toBe(named(`${'x'.repeat(500)}2`));
  });
});

describe('the names of an invoice whose number another seller has too', () => {
  it('begin with the number itself, and go on with a short mark of the seller', () => {
    const names = namesForNumber('TOSL108', 'VAT:NO123456785MVA');
    expect(names[0]).toBe('TOSL108');
    for (const name of names.slice(1)) expect(name).toMatch(/^TOSL108-[0-9a-z]{8}$/);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are the same each time, and others for another seller', () => {
    const names = namesForNumber('TOSL108', 'VAT:NO123456785MVA');
    expect(namesForNumber('TOSL108', 'VAT:NO123456785MVA')).toEqual(names);
    expect(namesForNumber('TOSL108', 'VAT:NO123456789MVA').slice(1)).not.toEqual(names.slice(1));
  });

  it('are all fit for a URL', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 150, unit: 'grapheme' }), (number) => {
        for (const name of namesForNumber(number, 'NAME:X')) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
      }),
    );
  });
});
