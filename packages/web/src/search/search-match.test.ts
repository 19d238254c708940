import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMatches, editDistance, matchScore } from './search-match.ts';

const service = {
  key: 'service',
  texts: ['Cost Management + Billing', 'Kostnadsstyring + fakturering'],
  synonyms: ['billing', 'cost management', 'kostnads administrasjon', 'kostnads administrasjon + fakturering'],
};
const invoices = {
  key: 'invoices',
  texts: ['Invoices', 'Fakturaer'],
  synonyms: ['pay now', 'pay bill', 'betale faktura', 'lønn nå'],
};
const payments = { key: 'payments', texts: ['Payments', 'Betalinger'], synonyms: ['receipts'] };
const methods = { key: 'methods', texts: ['Payment methods', 'Betalingsmåter'], synonyms: ['kredittkort'] };
const all = [service, invoices, payments, methods];

function first(query: string): string | undefined {
  return bestMatches(query, all, 5)[0]?.key;
}

describe('bestMatches', () => {
  it.each([
    ['Cost Management + Billing', 'service'],
    ['Kostnadsstyring + fakturering', 'service'],
    ['kostnads administrasjon', 'service'],
    ['kostnadsadministrasjon', 'service'],
    ['kostnads styring', 'service'],
    ['cost managment', 'service'],
    ['lønn nå', 'invoices'],
    ['lonn na', 'invoices'],
    ['betale faktura', 'invoices'],
    ['betale fakutra', 'invoices'],
    ['pay bill', 'invoices'],
    ['pay now', 'invoices'],
    ['fakturaer', 'invoices'],
    ['Fakturear', 'invoices'],
    ['invocies', 'invoices'],
    ['betalingsmate', 'methods'],
    ['kreditkort', 'methods'],
  ])('leads a reader who types %s to %s', (query, key) => {
    expect(first(query)).toBe(key);
  });

  it('finds a word from its beginning, as it is typed', () => {
    expect(first('paym')).toBe('payments');
    expect(bestMatches('paym', all, 2).map(({ key }) => key)).toEqual(['payments', 'methods']);
  });

  it('finds nothing for what the portal does not have', () => {
    expect(bestMatches('virtual machine', all, 5)).toEqual([]);
    expect(bestMatches('   ', all, 5)).toEqual([]);
  });

  it('puts the shown word before a synonym of another entry', () => {
    const synonymFirst = [{ key: 'a', texts: ['Accounts'], synonyms: ['payments'] }, payments];
    expect(bestMatches('payments', synonymFirst, 5)[0]?.key).toBe('payments');
  });
});

describe('matchScore', () => {
  it('wants every typed word', () => {
    expect(matchScore('payment zebra', methods)).toBe(0);
  });

  it('does not take a short word for another by a slip', () => {
    expect(matchScore('pax', { texts: ['pay'] })).toBe(0);
  });
});

describe('editDistance', () => {
  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('invocie', 'invoice', 2)).toBe(1);
  });

  it('stops at the limit', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
    expect(editDistance('a', 'abcdef', 2)).toBe(3);
  });

  it('is zero for the same word, symmetric, and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b, 99);
        expect(editDistance(a, a, 99)).toBe(0);
        expect(editDistance(b, a, 99)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
