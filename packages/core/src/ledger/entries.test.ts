import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateEntry, unallocateEntry } from './allocate-entry.ts';
import { balancesOf } from './balances.ts';
import { creditNoteEntry } from './credit-note-entry.ts';
import { disputeLostEntry, disputeOpenedEntry, disputeWonEntry } from './dispute-entries.ts';
import { issueEntry } from './issue-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import { refundEntry, refundFailedEntry, refundSentBackEntry, refundSettledEntry } from './refund-entries.ts';
import { transferReceivedEntry, transferReversedEntry } from './transfer-entries.ts';
import { writeOffEntry } from './write-off-entry.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
const profile = fc.constantFrom('profile-a', 'profile-b');

function sumOf(entry: JournalEntry): bigint {
  return entry.postings.reduce((sum, posting) => sum + posting.amountMinor, 0n);
}

function on(entries: readonly JournalEntry[]): Record<string, bigint> {
  const totals: Record<string, bigint> = {};
  for (const { ledgerAccount, amountMinor } of balancesOf(entries))
    totals[ledgerAccount] = (totals[ledgerAccount] ?? 0n) + amountMinor;
  return totals;
}

const settled = fc.array(fc.record({ billingProfileId: profile, appliedMinor: amount, excessMinor: amount }), {
  minLength: 1,
  maxLength: 5,
});
const disputed = fc.array(
  fc.record({ billingProfileId: profile, invoiceMinor: amount, onAccountMinor: amount, beyondMinor: amount }),
  { minLength: 1, maxLength: 5 },
);

describe('journal entries', () => {
  it('a transfer that the bank takes back leaves nothing behind', () => {
    fc.assert(
      fc.property(settled, (allocations) => {
        const received = transferReceivedEntry({ currency: 'NOK', allocations });
        expect(sumOf(received)).toBe(0n);
        expect(balancesOf([received, transferReversedEntry({ currency: 'NOK', allocations })])).toEqual([]);
      }),
    );
  });

  it('credit that is put on an invoice and taken off again leaves nothing behind', () => {
    const parts = fc.array(
      fc.record({
        billingProfileId: profile,
        source: fc.constantFrom('credits' as const, 'money_on_account' as const),
        amountMinor: amount,
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(parts, (used) => {
        const entry = allocateEntry('EUR', used);
        expect(sumOf(entry)).toBe(0n);
        expect(balancesOf([entry, unallocateEntry('EUR', used)])).toEqual([]);
      }),
    );
  });

  it('an invoice that is credited whole and takes its credit leaves nothing due, no credit, no revenue and no tax', () => {
    fc.assert(
      fc.property(amount, amount, (netMinor, taxMinor) => {
        const of = { billingProfileId: 'p', currency: 'NOK' as const, netMinor, taxMinor };
        const used = { billingProfileId: 'p', source: 'credits' as const, amountMinor: netMinor + taxMinor };
        expect(balancesOf([issueEntry(of), creditNoteEntry(of), allocateEntry('NOK', [used])])).toEqual([]);
      }),
    );
  });

  it('a refund out of a paid invoice makes it due again and leaves the gateway with as much less', () => {
    const parts = [{ billingProfileId: 'p', source: 'receivable' as const, amountMinor: 400n }];
    const promised = refundEntry('NOK', parts);
    expect(on([promised])).toEqual({ receivable: 400n, refunds_payable: -400n });
    const paidOut = refundSettledEntry('NOK', 'gateway_clearing', parts);
    expect(on([promised, paidOut])).toEqual({ receivable: 400n, gateway_clearing: -400n });
    expect(balancesOf([promised, refundFailedEntry('NOK', parts)])).toEqual([]);
    expect(balancesOf([promised, paidOut, refundSentBackEntry('NOK', 'gateway_clearing', parts)])).toEqual([]);
  });

  it('a dispute that is won leaves nothing behind', () => {
    fc.assert(
      fc.property(disputed, (parts) => {
        expect(balancesOf([disputeOpenedEntry('USD', parts), disputeWonEntry('USD', parts)])).toEqual([]);
      }),
    );
  });

  it('a dispute that is lost makes its invoices due again, whatever its parts', () => {
    fc.assert(
      fc.property(disputed, (parts) => {
        const total = (of: 'invoiceMinor' | 'onAccountMinor' | 'beyondMinor') =>
          parts.reduce((sum, part) => sum + part[of], 0n);
        const after = on([disputeOpenedEntry('USD', parts), disputeLostEntry('USD', parts)]);
        expect(after.receivable ?? 0n).toBe(total('invoiceMinor'));
        expect(after.money_on_account ?? 0n).toBe(total('onAccountMinor'));
        expect(after.write_off ?? 0n).toBe(total('beyondMinor'));
        expect(after.disputed ?? 0n).toBe(0n);
        const whole = total('invoiceMinor') + total('onAccountMinor') + total('beyondMinor');
        expect(after.gateway_clearing ?? 0n).toBe(-whole);
      }),
    );
  });

  it('what is written off is due no more', () => {
    const issued = issueEntry({ billingProfileId: 'p', currency: 'NOK', netMinor: 800n, taxMinor: 200n });
    const after = on([issued, writeOffEntry('NOK', { billingProfileId: 'p', amountMinor: 1000n })]);
    expect(after).toEqual({ write_off: 1000n, revenue: -800n, tax_payable: -200n });
  });

  it('a negative amount is a bug, whichever kind', () => {
    const parts = [{ billingProfileId: 'p', source: 'credits' as const, amountMinor: -1n }];
    expect(() => allocateEntry('NOK', parts)).toThrow('never negative');
    expect(() => refundEntry('NOK', parts)).toThrow('never negative');
    expect(() =>
      transferReceivedEntry({
        currency: 'NOK',
        allocations: [{ billingProfileId: 'p', appliedMinor: -1n, excessMinor: 0n }],
      }),
    ).toThrow('never negative');
  });
});
