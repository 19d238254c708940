import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../shared/calendar-date.ts';
import { type DisputeNews, type DisputeState, disputeSteps, holdDisputed, takeDisputed } from './dispute.ts';
import { type MoneyPlaces, withoutHeld } from './money-places.ts';

const at = (state: DisputeState, isInquiry = false): DisputeNews => ({ state, isInquiry });

describe('the steps of a dispute', () => {
  it.each([
    { known: null, news: at('open'), steps: ['open'] },
    { known: null, news: at('won'), steps: ['open', 'win'] },
    { known: null, news: at('lost'), steps: ['open', 'lose'] },
    { known: null, news: at('closed'), steps: ['ask', 'close'] },
    { known: null, news: at('open', true), steps: ['ask'] },
    { known: null, news: at('closed', true), steps: ['ask', 'close'] },
    { known: at('open', true), news: at('open', true), steps: [] },
    { known: at('open', true), news: at('closed', true), steps: ['close'] },
    { known: at('open', true), news: at('open'), steps: ['open'] },
    { known: at('open', true), news: at('lost'), steps: ['open', 'lose'] },
    { known: at('open'), news: at('open', true), steps: [] },
    { known: at('open'), news: at('open'), steps: [] },
    { known: at('open'), news: at('won'), steps: ['win'] },
    { known: at('open'), news: at('lost'), steps: ['lose'] },
    { known: at('open'), news: at('closed'), steps: ['win'] },
    { known: at('lost'), news: at('won'), steps: [] },
    { known: at('won'), news: at('open'), steps: [] },
    { known: at('closed', true), news: at('open', true), steps: [] },
  ])('from $known to $news are $steps', ({ known, news, steps }) => {
    expect(disputeSteps(known, news)).toEqual(steps);
  });
});

const minor = fc.bigInt({ min: 0n, max: 1_000n });
const places: fc.Arbitrary<MoneyPlaces> = fc
  .record({
    onAccount: fc.tuple(minor, minor),
    uses: fc.array(minor, { maxLength: 2 }),
    invoices: fc.array(fc.tuple(minor, fc.integer({ min: 10, max: 28 })), { maxLength: 4 }),
  })
  .map(({ onAccount, uses, invoices }) => ({
    onAccount: onAccount.map((leftMinor, no) => ({ billingProfileId: `p${no}`, leftMinor })),
    uses: uses.map((leftMinor, useNo) => ({
      billingProfileId: `p${useNo}`,
      leftMinor,
      useNo,
      creditPaymentId: 'c',
      invoiceId: `use ${useNo}`,
    })),
    invoices: invoices.map(([leftMinor, day], no) => ({
      billingProfileId: `p${no % 2}`,
      leftMinor,
      invoiceId: `i${no}`,
      dueOn: calendarDate(`2026-11-${day}`),
    })),
  }));

describe('what a dispute is about', () => {
  it('is the whole amount: what no invoice has, then invoices, latest due first, and what is beyond the payment', () => {
    fc.assert(
      fc.property(places, fc.bigInt({ min: 1n, max: 6_000n }), (where, amountMinor) => {
        const parts = holdDisputed(where, amountMinor, 'p0');
        expect(wholeOf(parts)).toBe(amountMinor);
        const beyond = amountMinor - leftOf(where);
        expect(parts.reduce((sum, part) => sum + part.beyondMinor, 0n)).toBe(beyond > 0n ? beyond : 0n);
        const touched = parts.flatMap(({ invoiceId }) => where.invoices.filter((each) => each.invoiceId === invoiceId));
        const spared = where.invoices.filter((each) => each.leftMinor > 0n && !touched.includes(each));
        for (const one of touched) for (const other of spared) expect(one.dueOn >= other.dueOn).toBe(true);
      }),
    );
  });

  it('is held: several disputes of one payment are never about the same money', () => {
    fc.assert(
      fc.property(places, minor, minor, (where, first, second) => {
        const one = holdDisputed(where, first, 'p0');
        const held = one.map((part) => ({ ...part, amountMinor: part.invoiceMinor + part.onAccountMinor }));
        const left = withoutHeld(where, held);
        expect(leftOf(left)).toBe(leftOf(where) - held.reduce((sum, part) => sum + part.amountMinor, 0n));
        for (const place of [...left.onAccount, ...left.uses, ...left.invoices])
          expect(place.leftMinor >= 0n).toBe(true);
        expect(wholeOf(holdDisputed(left, second, 'p0'))).toBe(second);
      }),
    );
  });

  it('is taken, when it is lost, profile by profile, wherever the payer has put it meanwhile', () => {
    fc.assert(
      fc.property(places, minor, (where, amountMinor) => {
        const held = holdDisputed(where, amountMinor, 'p0');
        // All that was on account has been placed on other invoices of the same profile since.
        const moved = {
          onAccount: [],
          uses: [
            ...where.uses,
            ...where.onAccount.map((place, no) => ({
              ...place,
              creditPaymentId: 'd',
              useNo: no,
              invoiceId: `new ${no}`,
            })),
          ],
          invoices: where.invoices,
        };
        const { parts, taken } = takeDisputed(moved, held);
        for (const profile of ['p0', 'p1'])
          expect(wholeOf(parts.filter((part) => part.billingProfileId === profile))).toBe(
            wholeOf(held.filter((part) => part.billingProfileId === profile)),
          );
        const takenMinor = [...taken.onAccount, ...taken.uses, ...taken.invoices].reduce(
          (sum, part) => sum + part.amountMinor,
          0n,
        );
        expect(takenMinor).toBe(parts.reduce((sum, part) => sum + part.invoiceMinor + part.onAccountMinor, 0n));
      }),
    );
  });
});

function wholeOf(parts: readonly { invoiceMinor: bigint; onAccountMinor: bigint; beyondMinor: bigint }[]): bigint {
  return parts.reduce((sum, part) => sum + part.invoiceMinor + part.onAccountMinor + part.beyondMinor, 0n);
}

function leftOf({ onAccount, uses, invoices }: MoneyPlaces): bigint {
  return [...onAccount, ...uses, ...invoices].reduce((sum, { leftMinor }) => sum + leftMinor, 0n);
}
