import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKid } from '../references/kid.ts';
import type { BankTransaction } from './bank-transaction.ts';
import { type InvoiceCandidate, matchTransaction } from './match.ts';
import { referenceKey, searchKeys } from './search-keys.ts';

const KID = createKid('0000004200000001001');
const OTHER_KID = createKid('0000004200000001002');

function transfer(more: Partial<BankTransaction> = {}): BankTransaction {
  return {
    direction: 'credit',
    isReversal: false,
    currency: 'NOK',
    amountMinor: 100_00n,
    references: [],
    partCount: 1,
    ...more,
  };
}

function invoice(name: string, more: Partial<InvoiceCandidate> = {}): InvoiceCandidate {
  return {
    billingAccountId: 'account-1',
    invoiceId: `id-${name}`,
    name,
    number: name,
    paymentReference: null,
    billingProfileId: 'profile-1',
    currency: 'NOK',
    amountDueMinor: 100_00n,
    isCreditNote: false,
    isVoid: false,
    isOfPayer: false,
    ...more,
  };
}

const withReference = (...texts: string[]) => transfer({ references: texts.map((text) => ({ text })) });

describe('what a payer wrote', () => {
  it('is searched by strength: structured reference, end-to-end id, words', () => {
    const keys = searchKeys(
      transfer({ references: [{ text: KID }], endToEndId: 'G0001', remittance: 'Invoice G0002, thanks' }),
    );
    expect(keys.map(({ evidence, number }) => [evidence, number])).toEqual([
      ['reference', KID],
      ['endToEndId', 'G0001'],
      ['text', 'G0002'],
    ]);
  });

  it.each([
    ['RF71 2348 231', 'RF712348231'],
    ['+++001/0806/81747+++', '1080681747'],
    ['0001234', '1234'],
    ['g-00/12', 'G0012'],
    ['---', ''],
  ])('%s is compared as %s', (text, key) => {
    expect(referenceKey(text)).toBe(key);
  });

  it('has references that were written with spaces, to where they hold', () => {
    const keys = searchKeys(transfer({ remittance: 'for RF18 5390 0754 7034 AND MORE' }));
    expect(keys.find(({ isChecked }) => isChecked)?.number).toBe('RF18539007547034');
  });

  it('is bounded, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (remittance) => {
        expect(searchKeys(transfer({ remittance })).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('a transfer', () => {
  const one = invoice('A01', { paymentReference: KID });

  it.each([
    ['exactly what is due', 100_00n],
    ['a part', 40_00n],
    ['too much', 250_00n],
  ])('with the reference of an invoice is matched when it is %s', (_, amountMinor) => {
    expect(matchTransaction({ ...withReference(KID), amountMinor }, [one])).toEqual({
      kind: 'match',
      evidence: 'reference',
      billingAccountId: 'account-1',
      billingProfileId: 'profile-1',
      invoices: [{ name: 'A01' }],
    });
  });

  it.each<[string, Partial<BankTransaction>, readonly InvoiceCandidate[], string]>([
    ['the number and another amount', { remittance: 'A01', amountMinor: 1n }, [one], 'amount_differs'],
    ['the number as end-to-end id and another amount', { endToEndId: 'A01', amountMinor: 1n }, [one], 'amount_differs'],
    [
      'a reference of two customers',
      { references: [{ text: KID }] },
      [one, invoice('B01', { paymentReference: KID, billingAccountId: 'account-2' })],
      'several_customers',
    ],
    [
      'a reference of two invoices',
      { references: [{ text: KID }] },
      [one, invoice('A02', { paymentReference: KID })],
      'several_invoices',
    ],
    ['a reference of a void invoice', { references: [{ text: KID }] }, [{ ...one, isVoid: true }], 'invoice_void'],
    ['a reference of a credit note', { references: [{ text: KID }] }, [{ ...one, isCreditNote: true }], 'credit_note'],
    [
      'a reference in another currency',
      { references: [{ text: KID }] },
      [{ ...one, currency: 'EUR' }],
      'other_currency',
    ],
    [
      'two references and another amount',
      { references: [{ text: KID }, { text: OTHER_KID }] },
      [one, invoice('A02', { paymentReference: OTHER_KID })],
      'amount_differs',
    ],
    [
      'two references of which one is nobody’s',
      { references: [{ text: KID }, { text: 'NOBODY' }], amountMinor: 5n },
      [one],
      'amount_differs',
    ],
    [
      'a batch of which one is known',
      { references: [{ text: KID }, { text: 'X01' }], partCount: 2, amountMinor: 5n },
      [one],
      'amount_differs',
    ],
    ['amount and name', {}, [{ ...one, isOfPayer: true }], 'amount_and_name'],
  ])('with %s is suggested only', (_, more, candidates, reason) => {
    const found = matchTransaction(transfer(more), candidates);
    expect(found).toMatchObject({ kind: 'suggestion', reason });
    expect(found.kind === 'suggestion' && found.invoices.length).toBeGreaterThan(0);
  });

  it.each<[string, Partial<BankTransaction>, readonly InvoiceCandidate[]]>([
    ['the number and the exact amount', { remittance: 'invoice A01.' }, [one]],
    ['the number as end-to-end id and the exact amount', { endToEndId: 'a01' }, [one]],
    ['a checked reference in words and any amount', { remittance: `KID ${KID}`, amountMinor: 7n }, [one]],
    ['the reference without zeros in front', { references: [{ text: KID.replace(/^0+/, '') }] }, [one]],
  ])('with %s is matched', (_, more, candidates) => {
    expect(matchTransaction(transfer(more), candidates)).toMatchObject({ kind: 'match', invoices: [{ name: 'A01' }] });
  });

  it('of several invoices is matched when the sum is what is due, or when the payer said what is for which', () => {
    const two = invoice('A02', { paymentReference: OTHER_KID, amountDueMinor: 50_00n });
    const both = [one, two];
    expect(matchTransaction({ ...withReference(KID, OTHER_KID), amountMinor: 150_00n }, both)).toMatchObject({
      kind: 'match',
      invoices: [{ name: 'A01' }, { name: 'A02' }],
    });
    const references = [
      { text: KID, amountMinor: 30_00n },
      { text: OTHER_KID, amountMinor: 20_00n },
    ];
    expect(matchTransaction(transfer({ references, amountMinor: 50_00n }), both)).toMatchObject({
      kind: 'match',
      invoices: [
        { name: 'A01', amountMinor: 30_00n },
        { name: 'A02', amountMinor: 20_00n },
      ],
    });
  });

  it('prefers the reference as it stands to one without the zeros in front', () => {
    const [exact, trimmed] = [
      invoice('A01', { paymentReference: '0012345' }),
      invoice('A02', { paymentReference: '12345' }),
    ];
    expect(matchTransaction(withReference('0012345'), [trimmed, exact])).toMatchObject({
      kind: 'match',
      invoices: [{ name: 'A01' }],
    });
  });

  it('is looked at by the strongest that it says: a known reference before the number of another invoice', () => {
    const found = matchTransaction({ ...withReference(KID), remittance: 'A02' }, [one, invoice('A02')]);
    expect(found).toMatchObject({ kind: 'match', evidence: 'reference', invoices: [{ name: 'A01' }] });
  });

  it.each<[string, Partial<BankTransaction>]>([
    ['money that left', { direction: 'debit' }],
    ['a returned payment of the issuer’s own', { isReversal: true }],
    ['a word that is no invoice', { remittance: 'B07' }],
  ])('is nothing when it is %s', (_, more) => {
    expect(matchTransaction(transfer({ references: [], ...more }), [one])).toEqual({ kind: 'none' });
  });

  it('never matches what could be two customers’, whatever is in it', () => {
    const text = fc.constantFrom(KID, OTHER_KID, 'A01', 'A02', 'nothing', '');
    const candidate = fc.record({
      name: fc.constantFrom('A01', 'A02'),
      billingAccountId: fc.constantFrom('account-1', 'account-2'),
      paymentReference: fc.constantFrom(KID, OTHER_KID, null),
      amountDueMinor: fc.constantFrom(0n, 50_00n, 100_00n),
      isOfPayer: fc.boolean(),
    });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(candidate, { maxLength: 5 }),
        (reference, endToEndId, remittance, made) => {
          const candidates = made.map(({ name, ...more }, index) =>
            invoice(name, { ...more, invoiceId: `id-${index}` }),
          );
          const found = matchTransaction(
            transfer({ references: [{ text: reference }], endToEndId, remittance }),
            candidates,
          );
          if (found.kind !== 'match') return;
          const named = candidates.filter(({ name }) => found.invoices.some((each) => each.name === name));
          const own = named.filter(({ billingAccountId }) => billingAccountId === found.billingAccountId);
          expect(own.length).toBeGreaterThan(0);
          const key = { reference, endToEndId, text: remittance }[found.evidence];
          const meant = candidates.filter(
            (each) => each.paymentReference !== null && referenceKey(each.paymentReference) === referenceKey(key),
          );
          expect(new Set(meant.map(({ billingAccountId }) => billingAccountId)).size).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
