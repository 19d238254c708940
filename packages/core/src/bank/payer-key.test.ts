import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payerKey } from './payer-key.ts';

describe('a payer’s name', () => {
  it.each([
    ['Bjørn Sætre AS', ['BJORN SAETRE AS', 'BJOERN SAETRE AS', 'Bjoern Sætre A/S', 'BJÖRN SATRE AS']],
    ['Ærlig Ål', ['AERLIG AAL', 'AERLIG AL', 'ærlig ål']],
    ['Müller & Söhne GmbH', ['MUELLER + SOEHNE GMBH', 'Muller Sohne GmbH']],
    ['Łódź Straße', ['LODZ STRASSE']],
    ['Crème Brûlée SARL', ['CREME BRULEE SARL']],
  ])('%s is the one that a bank writes in its own letters', (name, written) => {
    for (const each of written) expect([each, payerKey(each)]).toEqual([each, payerKey(name)]);
  });

  it('that a bank cut off is the beginning of the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AEOUBae ØøÅÆ') }), fc.nat(), (name, at) => {
        expect(payerKey(name).startsWith(payerKey(name.slice(0, at % (name.length + 1))))).toBe(true);
      }),
    );
  });

  it('keeps two that differ in more than letters apart', () => {
    expect(payerKey('Bjørn AS')).not.toBe(payerKey('Bjarne AS'));
  });
});
