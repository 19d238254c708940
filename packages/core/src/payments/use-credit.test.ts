import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useCredit } from './use-credit.ts';

const invoice = (invoiceId: string, askedMinor: bigint, billingProfileId = 'P') => ({
  invoiceId,
  billingProfileId,
  askedMinor,
});
const note = (creditNoteId: string, remainingMinor: bigint, creditsInvoiceId: string | null = null) => ({
  creditNoteId,
  billingProfileId: 'P',
  creditsInvoiceId,
  remainingMinor,
});
const money = (paymentId: string, remainingMinor: bigint) => ({ paymentId, billingProfileId: 'P', remainingMinor });

const shortly = (parts: ReturnType<typeof useCredit>) =>
  parts.map(({ invoiceId, from, amountMinor }) => [invoiceId, Object.values(from)[0], amountMinor]);

describe('credit', () => {
  it('of the invoice itself comes first, then the oldest credit, then the oldest money on account', () => {
    const parts = useCredit(
      [invoice('I', 100n)],
      {
        notes: [note('OLD', 20n), note('OLDER-BUT-LISTED-LATER', 10n), note('OF-I', 30n, 'I')],
        money: [money('M1', 25n), money('M2', 99n)],
      },
      1n,
    );
    expect(shortly(parts)).toEqual([
      ['I', 'OF-I', 30n],
      ['I', 'OLD', 20n],
      ['I', 'OLDER-BUT-LISTED-LATER', 10n],
      ['I', 'M1', 25n],
      ['I', 'M2', 15n],
    ]);
  });

  it('of one invoice is not used up by another before it', () => {
    const parts = useCredit(
      [invoice('A', 50n), invoice('B', 50n)],
      { notes: [note('OF-B', 50n, 'B'), note('FREE', 40n)], money: [] },
      1n,
    );
    expect(shortly(parts)).toEqual([
      ['B', 'OF-B', 50n],
      ['A', 'FREE', 40n],
    ]);
  });

  it('never leaves its billing profile', () => {
    expect(useCredit([invoice('I', 50n, 'OTHER')], { notes: [note('N', 50n)], money: [money('M', 50n)] }, 1n)).toEqual(
      [],
    );
  });

  it('leaves nothing to pay, or as much as a gateway takes', () => {
    const left = { notes: [note('N', 98n)], money: [] };
    expect(shortly(useCredit([invoice('I', 100n)], left, 3n))).toEqual([['I', 'N', 97n]]);
    expect(shortly(useCredit([invoice('I', 98n)], left, 3n))).toEqual([['I', 'N', 98n]]);
    expect(useCredit([invoice('I', 2n)], { notes: [note('N', 1n)], money: [] }, 3n)).toEqual([]);
  });

  it('is never more than there is or than is asked, whatever invoices and sources there are', () => {
    const profiles = fc.constantFrom('P', 'Q');
    const anyAmount = fc.bigInt(1n, 200n);
    const anyCase = fc.record({
      invoices: fc.array(fc.record({ billingProfileId: profiles, askedMinor: anyAmount }), {
        minLength: 1,
        maxLength: 5,
      }),
      notes: fc.array(
        fc.record({ billingProfileId: profiles, remainingMinor: anyAmount, of: fc.integer({ min: -2, max: 4 }) }),
        { maxLength: 5 },
      ),
      money: fc.array(fc.record({ billingProfileId: profiles, remainingMinor: anyAmount }), { maxLength: 5 }),
      least: fc.bigInt(1n, 50n),
    });
    fc.assert(
      fc.property(anyCase, (one) => {
        const invoices = one.invoices.map((each, index) => ({ ...each, invoiceId: `I${index}` }));
        const notes = one.notes.map(({ of, ...each }, index) => ({
          ...each,
          creditNoteId: `N${index}`,
          creditsInvoiceId: of < 0 ? null : `I${of}`,
        }));
        const onAccount = one.money.map((each, index) => ({ ...each, paymentId: `M${index}` }));
        const parts = useCredit(invoices, { notes, money: onAccount }, one.least);
        const used = (matches: (part: (typeof parts)[number]) => boolean) =>
          parts.filter(matches).reduce((sum, part) => sum + part.amountMinor, 0n);
        for (const { invoiceId, askedMinor } of invoices)
          expect(used((part) => part.invoiceId === invoiceId) <= askedMinor).toBe(true);
        for (const { creditNoteId, remainingMinor } of notes)
          expect(
            used(({ from }) => 'creditNoteId' in from && from.creditNoteId === creditNoteId) <= remainingMinor,
          ).toBe(true);
        for (const { paymentId, remainingMinor } of onAccount)
          expect(used(({ from }) => 'paymentId' in from && from.paymentId === paymentId) <= remainingMinor).toBe(true);
        for (const part of parts) {
          const source = [...notes, ...onAccount].find(
            (each) => Object.values(part.from)[0] === ('creditNoteId' in each ? each.creditNoteId : each.paymentId),
          );
          expect(source?.billingProfileId).toBe(
            invoices.find(({ invoiceId }) => invoiceId === part.invoiceId)?.billingProfileId,
          );
        }
        const asked = invoices.reduce((sum, { askedMinor }) => sum + askedMinor, 0n);
        const rest = asked - used(() => true);
        if (parts.length > 0) expect(rest === 0n || rest >= one.least).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
