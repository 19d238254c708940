import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../shared/calendar-date.ts';
import type { BankTransaction } from './bank-transaction.ts';
import { findReversed, type ReversibleTransaction } from './find-reversed.ts';
import { isSameTransaction, type KnownTransaction, sortOut } from './known-transactions.ts';

const MONDAY = calendarDate('2026-11-23');
const TUESDAY = calendarDate('2026-11-24');

function transaction(more: Partial<BankTransaction> = {}): BankTransaction {
  return {
    direction: 'credit',
    isReversal: false,
    currency: 'NOK',
    amountMinor: 100n,
    bookedOn: MONDAY,
    references: [],
    partCount: 1,
    ...more,
  };
}

let ids = 0;
function known(each: BankTransaction, isDecided = false): KnownTransaction {
  ids += 1;
  return { ...each, bankTransactionId: `id-${ids}`, isDecided };
}

describe('two files tell of the same movement', () => {
  it.each<[string, Partial<BankTransaction>, Partial<BankTransaction>, boolean]>([
    ['with the same reference of the bank', { entryReference: 'B' }, { entryReference: 'B' }, true],
    [
      'with the same reference, one with more details',
      { entryReference: 'B' },
      { entryReference: 'B', endToEndId: 'E' },
      true,
    ],
    ['with other references of the bank', { entryReference: 'B' }, { entryReference: 'C' }, false],
    [
      'with the same reference on another day',
      { entryReference: 'B' },
      { entryReference: 'B', bookedOn: TUESDAY },
      false,
    ],
    [
      'with the same reference and no day in one',
      { entryReference: 'B' },
      { entryReference: 'B', bookedOn: undefined as never },
      true,
    ],
    [
      'with the same reference of another amount',
      { entryReference: 'B' },
      { entryReference: 'B', amountMinor: 1n },
      false,
    ],
    [
      'with the same reference the other way',
      { entryReference: 'B' },
      { entryReference: 'B', direction: 'debit' },
      false,
    ],
    [
      'with the same UETR, whatever the bank calls it',
      { uetr: 'u', entryReference: 'B' },
      { uetr: 'u', entryReference: 'C' },
      true,
    ],
    ['with the same payer’s reference only', { references: [{ text: 'K' }] }, { references: [{ text: 'K' }] }, true],
    [
      'with other payer’s references',
      { entryReference: 'B', references: [{ text: 'K' }] },
      { entryReference: 'B', references: [{ text: 'L' }] },
      false,
    ],
    ['with nothing but the amount and the day', {}, {}, true],
    ['with nothing in one and a name in the other', {}, { counterpartyName: 'N' }, false],
  ])('%s: %s', (_, one, other, isSame) => {
    expect(isSameTransaction(transaction(one), transaction(other))).toBe(isSame);
    expect(isSameTransaction(transaction(other), transaction(one))).toBe(isSame);
  });
});

describe('the transactions of a file', () => {
  it('are new once: importing what is stored finds nothing new', () => {
    const text = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
    const any = fc.record(
      {
        amountMinor: fc.constantFrom(1n, 2n),
        entryReference: text,
        endToEndId: text,
        remittance: text,
        bookedOn: fc.constantFrom(MONDAY, TUESDAY),
      },
      { requiredKeys: ['amountMinor', 'bookedOn'] },
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (made) => {
        const file = made.map((each) => transaction(each as Partial<BankTransaction>));
        const first = sortOut(file, []);
        expect(first.fresh).toEqual(file);
        expect(
          sortOut(
            file,
            file.map((each) => known(each)),
          ),
        ).toMatchObject({ fresh: [], replacedIds: [], knownCount: file.length });
      }),
    );
  });

  it('that are alike in everything stay as many as they are', () => {
    const twin = transaction({ remittance: 'same' });
    expect(sortOut([twin, twin, twin], [known(twin)])).toMatchObject({ fresh: [twin, twin], knownCount: 1 });
  });

  it('are known as the parts of a batch, or as a batch of parts', () => {
    const whole = transaction({ entryReference: 'B', amountMinor: 300n });
    const parts = [
      transaction({ entryReference: 'B', amountMinor: 100n }),
      transaction({ entryReference: 'B', amountMinor: 200n }),
    ];
    expect(
      sortOut(
        [whole],
        parts.map((each) => known(each)),
      ).fresh,
    ).toEqual([]);
    const open = known(whole);
    expect(sortOut(parts, [open])).toEqual({ fresh: parts, knownCount: 0, replacedIds: [open.bankTransactionId] });
    expect(sortOut(parts, [known(whole, true)])).toEqual({ fresh: [], knownCount: 2, replacedIds: [] });
  });
});

describe('what a bank takes back', () => {
  const credit = (id: string, more: Partial<BankTransaction>): ReversibleTransaction => ({
    ...transaction(more),
    bankTransactionId: id,
  });
  const debit = (more: Partial<BankTransaction>) => transaction({ direction: 'debit', ...more });

  it.each<[string, Partial<BankTransaction>, string]>([
    ['has its own mark in common', { entryReference: 'B', isReversal: true }, 'reverses'],
    ['has the end-to-end id in common', { endToEndId: 'E' }, 'reverses'],
    [
      'has the payer’s reference in common and is called a reversal',
      { references: [{ text: 'K' }], isReversal: true },
      'reverses',
    ],
    ['has the payer’s reference in common only, as a refund has', { references: [{ text: 'K' }] }, 'maybe'],
    ['has nothing in common', { isReversal: true }, 'none'],
    ['is of another amount', { entryReference: 'B', amountMinor: 1n, isReversal: true }, 'none'],
    ['is of another currency', { entryReference: 'B', currency: 'SEK', isReversal: true }, 'none'],
  ])('%s: %s', (_, more, kind) => {
    const credits = [credit('c', { entryReference: 'B', endToEndId: 'E', references: [{ text: 'K' }] })];
    expect(findReversed(debit(more), credits).kind).toBe(kind);
  });

  it('is for a person when two could be meant by the payer’s reference, and the newest when the bank’s own repeats', () => {
    const credits = [
      credit('new', { references: [{ text: 'K' }], entryReference: 'B' }),
      credit('old', { references: [{ text: 'K' }], entryReference: 'B' }),
    ];
    expect(findReversed(debit({ references: [{ text: 'K' }], isReversal: true }), credits)).toEqual({ kind: 'none' });
    expect(findReversed(debit({ entryReference: 'B', isReversal: true }), credits)).toEqual({
      kind: 'reverses',
      bankTransactionId: 'new',
    });
  });
});
