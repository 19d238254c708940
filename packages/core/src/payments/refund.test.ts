import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../shared/calendar-date.ts';
import type { MoneyPlaces } from './money-places.ts';
import { putBack, type RefundablePayment, refund } from './refund.ts';

const PROFILES = ['p1', 'p2'];
const minor = fc.bigInt({ min: 0n, max: 1_000n });
const profile = fc.constantFrom(...PROFILES);

/** Where the money of a payment may be: each place of its own, as the tables have it. */
const places: fc.Arbitrary<MoneyPlaces> = fc.record({
  onAccount: fc.uniqueArray(fc.record({ billingProfileId: profile, leftMinor: minor }), {
    selector: ({ billingProfileId }) => billingProfileId,
  }),
  uses: fc
    .array(fc.record({ billingProfileId: profile, leftMinor: minor }), { maxLength: 3 })
    .map((uses) => uses.map((use, useNo) => ({ ...use, useNo, creditPaymentId: 'c', invoiceId: `use ${useNo}` }))),
  invoices: fc
    .array(fc.record({ billingProfileId: profile, leftMinor: minor, day: fc.integer({ min: 10, max: 28 }) }), {
      maxLength: 4,
    })
    .map((invoices) =>
      invoices.map(({ day, ...place }, no) => ({
        ...place,
        invoiceId: `i${no}`,
        dueOn: calendarDate(`2026-11-${day}`),
      })),
    ),
});

const payment: fc.Arbitrary<RefundablePayment> = fc
  .tuple(places, fc.array(fc.record({ leftMinor: minor, no: fc.nat(3) }), { maxLength: 3 }))
  .map(([where, notes]) => ({
    isSettled: true,
    methodFamily: 'CreditCard',
    isReversed: false,
    isDisputed: false,
    stepMinor: 1n,
    refundableMinor: wholeOf(where),
    places: where,
    credits: notes.flatMap(({ leftMinor, no }, each) => {
      const invoice = where.invoices[no];
      if (invoice === undefined) return [];
      const { invoiceId, billingProfileId } = invoice;
      return [{ creditNoteId: `n${each}`, invoiceId, billingProfileId, leftMinor }];
    }),
  }));

describe('a refund', () => {
  it('takes exactly what is asked, never more from a place than is there, and credit before what makes an invoice due', () => {
    fc.assert(
      fc.property(payment, minor, (of, asked) => {
        const decided = refund(of, { amountMinor: asked });
        if (asked === 0n || asked > of.refundableMinor) {
          expect(decided.ok).toBe(false);
          return;
        }
        if (!decided.ok) {
          expect(decided).toMatchObject({ ok: true });
          return;
        }
        const { parts, taken } = decided.value;
        expect(sum(parts)).toBe(asked);
        expect(parts.every(({ amountMinor }) => amountMinor > 0n)).toBe(true);
        for (const { invoiceId, leftMinor } of of.places.invoices) {
          const own = parts.filter((part) => part.invoiceId === invoiceId);
          expect(sum(own) <= leftMinor).toBe(true);
        }
        for (const { creditNoteId, leftMinor } of of.credits)
          expect(sum(parts.filter((part) => part.creditNoteId === creditNoteId)) <= leftMinor).toBe(true);
        const made = parts.filter(({ source }) => source === 'money_on_account');
        expect(sum(made)).toBe(sum(taken.onAccount) + sum(taken.uses));
        if (parts.some(({ source }) => source === 'receivable'))
          expect(sum(made)).toBe(wholeOf({ ...of.places, invoices: [] }));
      }),
    );
  });

  it('without an amount is all that can be, and then nothing is left', () => {
    fc.assert(
      fc.property(payment, (of) => {
        const decided = refund(of, {});
        if (of.refundableMinor === 0n) {
          expect(decided).toMatchObject({ error: { code: 'NothingToRefund' } });
          return;
        }
        expect(decided).toMatchObject({ ok: true, value: { amountMinor: of.refundableMinor } });
        const rest = refund({ ...of, refundableMinor: 0n }, { amountMinor: 1n });
        expect(rest).toMatchObject({ error: { code: 'NothingToRefund' } });
      }),
    );
  });

  it('of one invoice touches no other', () => {
    fc.assert(
      fc.property(payment, (of) => {
        const [invoice] = of.places.invoices;
        if (invoice === undefined) return;
        const decided = refund(of, { invoiceId: invoice.invoiceId });
        if (!decided.ok) {
          expect(decided.error.code).toBe('NothingToRefund');
          return;
        }
        const named = decided.value.parts.flatMap(({ invoiceId }) => invoiceId ?? []);
        expect(named.every((each) => each === invoice.invoiceId)).toBe(true);
        expect(decided.value.parts.every((part) => part.billingProfileId === invoice.billingProfileId)).toBe(true);
        expect(decided.value.taken.uses).toEqual([]);
      }),
    );
  });

  it.each([
    [{ isSettled: false }, 'PaymentNotSettled'],
    [{ methodFamily: 'Credits' }, 'PaymentNotRefundable'],
    [{ isReversed: true }, 'PaymentNotRefundable'],
    [{ isDisputed: true }, 'PaymentDisputed'],
    [{ stepMinor: 10n }, 'AmountNotRefundable'],
  ])('of a payment with %o is refused: %s', (facts, code) => {
    const where = { onAccount: [{ billingProfileId: 'p1', leftMinor: 50n }], uses: [], invoices: [] };
    const of = { isSettled: true, methodFamily: 'CreditCard', isReversed: false, isDisputed: false, stepMinor: 1n };
    const asked = refund({ ...of, refundableMinor: 50n, places: where, credits: [], ...facts }, { amountMinor: 5n });
    expect(asked).toMatchObject({ error: { code } });
  });
});

describe('a refund that fails', () => {
  it('puts every minor unit back, on invoices that ask for it and else on account', () => {
    const state = fc.record({ amountDueMinor: minor, isVoid: fc.boolean() });
    fc.assert(
      fc.property(payment, fc.array(state, { minLength: 4, maxLength: 4 }), (of, states) => {
        const decided = refund(of, {});
        if (!decided.ok) return;
        const invoices = states.map((each, no) => ({ ...each, invoiceId: `i${no}` }));
        const back = putBack(decided.value.parts, invoices);
        expect(sum(back)).toBe(decided.value.amountMinor);
        for (const { invoiceId, amountDueMinor, isVoid } of invoices) {
          const own = back.filter((part) => part.source === 'receivable' && part.invoiceId === invoiceId);
          expect(sum(own) <= (isVoid ? 0n : amountDueMinor)).toBe(true);
        }
        for (const each of PROFILES)
          expect(sum(back.filter((part) => part.billingProfileId === each))).toBe(
            sum(decided.value.parts.filter((part) => part.billingProfileId === each)),
          );
      }),
    );
  });
});

function wholeOf({ onAccount, uses, invoices }: MoneyPlaces): bigint {
  return [...onAccount, ...uses, ...invoices].reduce((total, { leftMinor }) => total + leftMinor, 0n);
}

function sum(parts: readonly { readonly amountMinor: bigint }[]): bigint {
  return parts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
}
