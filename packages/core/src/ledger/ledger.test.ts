import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../shared/assert.ts';
import { type Balance, balancesOf } from './balances.ts';
import { cardSettledEntry } from './card-settled-entry.ts';
import { dueWhenIssued, issueEntry } from './issue-entry.ts';
import { type JournalEntry, journalEntry, mirror } from './journal-entry.ts';
import type { SettledAllocation } from './settled-allocation.ts';
import { voidEntry } from './void-entry.ts';

const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const positive = fc.bigInt({ min: 0n, max: 10n ** 12n });
const profile = fc.constantFrom('norge', 'international', 'kanso');
const currency = fc.constantFrom('NOK' as const, 'USD' as const, 'JPY' as const);

const issued: fc.Arbitrary<JournalEntry> = fc
  .record({ billingProfileId: profile, currency, netMinor: amount, taxMinor: amount, prepaidMinor: positive })
  .map(issueEntry);
const settled: fc.Arbitrary<JournalEntry> = fc
  .record({
    currency,
    allocations: fc.array(
      fc.record<SettledAllocation>({ billingProfileId: profile, appliedMinor: positive, excessMinor: positive }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(cardSettledEntry);
const entry = fc.oneof(issued, settled, issued.map(voidEntry));

describe('a journal entry', () => {
  it('balances to zero, whatever its kind', () => {
    fc.assert(
      fc.property(entry, (each) => {
        expect(sumOf(each)).toBe(0n);
      }),
    );
  });

  it('leaves out postings of zero', () => {
    fc.assert(
      fc.property(entry, ({ postings }) => {
        expect(postings.every(({ amountMinor }) => amountMinor !== 0n)).toBe(true);
      }),
    );
  });

  it('is itself again when mirrored twice', () => {
    fc.assert(
      fc.property(entry, (each) => {
        expect(mirror(mirror(each))).toEqual(each);
      }),
    );
  });

  it('leaves nothing behind together with its mirror', () => {
    fc.assert(
      fc.property(entry, (each) => {
        expect(balancesOf([each, mirror(each)])).toEqual([]);
      }),
    );
  });

  it('is refused when it does not balance', () => {
    const lopsided = [{ billingProfileId: 'norge', ledgerAccount: 'receivable' as const, amountMinor: 1n }];
    expect(() => journalEntry('issue', 'NOK', lopsided)).toThrow(AssertionFailure);
  });
});

describe('balances', () => {
  it('of two lots of entries are the sums of the balances of each', () => {
    const lot = fc.array(entry, { maxLength: 8 });
    fc.assert(
      fc.property(lot, lot, (one, other) => {
        expect(balancesOf([...one, ...other])).toEqual(added(balancesOf(one), balancesOf(other)));
      }),
    );
  });

  it('do not depend on the order of the entries', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        expect(balancesOf(entries.toReversed())).toEqual(balancesOf(entries));
      }),
    );
  });

  it('add up to zero in each currency', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        for (const code of ['NOK', 'USD', 'JPY']) {
          const inCurrency = balancesOf(entries).filter((balance) => balance.currency === code);
          expect(inCurrency.reduce((total, balance) => total + balance.amountMinor, 0n)).toBe(0n);
        }
      }),
    );
  });
});

describe('issuing', () => {
  it.each([
    ['an invoice', { netMinor: 1000n, taxMinor: 250n }, { receivable: 1250n, revenue: -1000n, tax_payable: -250n }],
    ['an invoice without tax', { netMinor: 1000n, taxMinor: 0n }, { receivable: 1000n, revenue: -1000n }],
    [
      'a credit note, where the sides turn',
      { netMinor: -1000n, taxMinor: -250n },
      { receivable: -1250n, revenue: 1000n, tax_payable: 250n },
    ],
    [
      'an invoice that was prepaid in part',
      { netMinor: 1000n, taxMinor: 250n, prepaidMinor: 450n },
      { receivable: 800n, bank_clearing: 450n, revenue: -1000n, tax_payable: -250n },
    ],
    [
      'an invoice that was prepaid beyond its total',
      { netMinor: 1000n, taxMinor: 250n, prepaidMinor: 1300n },
      { bank_clearing: 1300n, revenue: -1000n, tax_payable: -250n, money_on_account: -50n },
    ],
    ['an invoice over nothing', { netMinor: 0n, taxMinor: 0n }, {}],
  ])('%s posts what is owed', (_, amounts, expected) => {
    expect(postingsOf(issueEntry({ billingProfileId: 'norge', currency: 'NOK', ...amounts }))).toEqual(expected);
  });

  it('holds receivable to exactly what is due', () => {
    fc.assert(
      fc.property(amount, amount, positive, (netMinor, taxMinor, prepaidMinor) => {
        const { dueMinor } = dueWhenIssued(netMinor + taxMinor, prepaidMinor);
        const made = issueEntry({ billingProfileId: 'norge', currency: 'NOK', netMinor, taxMinor, prepaidMinor });
        expect(postingsOf(made).receivable ?? 0n).toBe(dueMinor);
      }),
    );
  });
});

describe('settling a card payment', () => {
  it('debits gateway clearing, credits receivable, and keeps what is too much on account', () => {
    const made = cardSettledEntry({
      currency: 'NOK',
      allocations: [{ billingProfileId: 'norge', appliedMinor: 700n, excessMinor: 50n }],
    });
    expect(postingsOf(made)).toEqual({ gateway_clearing: 750n, receivable: -700n, money_on_account: -50n });
  });

  it('never takes a negative amount', () => {
    const allocations = [{ billingProfileId: 'norge', appliedMinor: -1n, excessMinor: 1n }];
    expect(() => cardSettledEntry({ currency: 'NOK', allocations })).toThrow(AssertionFailure);
  });
});

describe('voiding', () => {
  it('leaves nothing of the issue', () => {
    const issue = issueEntry({ billingProfileId: 'norge', currency: 'NOK', netMinor: 1000n, taxMinor: 250n });
    expect(voidEntry(issue).kind).toBe('void');
    expect(balancesOf([issue, voidEntry(issue)])).toEqual([]);
  });

  it('is for issues only', () => {
    const payment = cardSettledEntry({
      currency: 'NOK',
      allocations: [{ billingProfileId: 'norge', appliedMinor: 1n, excessMinor: 0n }],
    });
    expect(() => voidEntry(payment)).toThrow(AssertionFailure);
  });
});

function sumOf({ postings }: JournalEntry): bigint {
  return postings.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}

function postingsOf({ postings }: JournalEntry): Record<string, bigint> {
  return Object.fromEntries(postings.map(({ ledgerAccount, amountMinor }) => [ledgerAccount, amountMinor]));
}

function added(one: readonly Balance[], other: readonly Balance[]): Balance[] {
  const asEntries = [...one, ...other].map(({ currency: code, ...posting }) => ({
    kind: 'issue' as const,
    currency: code,
    postings: [posting],
  }));
  return balancesOf(asEntries);
}
