import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../shared/calendar-date.ts';
import { type DueInvoice, splitLumpSum } from './lump-sum.ts';

const invoice = (name: string, dueOn: string, amountDueMinor: bigint): DueInvoice => ({
  name,
  dueOn: dueOn as CalendarDate,
  amountDueMinor,
});

const THREE = [
  invoice('NEWEST', '2026-12-24', 300_00n),
  invoice('OLDEST', '2026-09-01', 100_00n),
  invoice('MIDDLE', '2026-10-01', 200_00n),
];

describe('a lump sum', () => {
  it('pays the oldest due first, each whole before the next', () => {
    expect(splitLumpSum(THREE, 250_00n, 3_00n)).toEqual({
      ok: true,
      value: [
        { name: 'OLDEST', amountMinor: 100_00n },
        { name: 'MIDDLE', amountMinor: 150_00n },
      ],
    });
  });

  it('leaves the last invoice no less than may be paid of one', () => {
    expect(splitLumpSum(THREE, 101_00n, 3_00n)).toEqual({
      ok: true,
      value: [
        { name: 'OLDEST', amountMinor: 98_00n },
        { name: 'MIDDLE', amountMinor: 3_00n },
      ],
    });
  });

  it.each([
    ['more than is due', THREE, 600_01n, 'AmountAboveDue', 'NEWEST'],
    ['less than may be paid of one', THREE, 2_99n, 'AmountBelowMinimum', 'OLDEST'],
    ['nothing', THREE, 0n, 'AmountBelowMinimum', 'OLDEST'],
    [
      'what cannot be split into parts that may be paid',
      [invoice('A', '2026-09-01', 3_00n), invoice('B', '2026-09-02', 3_00n)],
      4_00n,
      'AmountBelowMinimum',
      'B',
    ],
  ])('of %s is refused, naming the invoice', (_what, invoices, amountMinor, code, invoiceName) => {
    expect(splitLumpSum(invoices, amountMinor, 3_00n)).toEqual({ ok: false, error: { code, invoiceName } });
  });

  it('adds up, is never above what is due nor below the minimum, and no invoice is skipped', () => {
    const anyDay = fc.constantFrom('2026-09-01', '2026-10-01', '2026-11-01', '2026-12-01');
    const anyInvoices = fc
      .array(fc.record({ dueOn: anyDay, dueMinor: fc.bigInt(1n, 2_000n) }), { minLength: 1, maxLength: 8 })
      .map((each) => each.map(({ dueOn, dueMinor }, index) => invoice(`I${index}`, dueOn, dueMinor)));
    let split = 0;
    fc.assert(
      fc.property(anyInvoices, fc.bigInt(1n, 9_000n), fc.bigInt(1n, 400n), (invoices, amountMinor, minimumMinor) => {
        const result = splitLumpSum(invoices, amountMinor, minimumMinor);
        if (!result.ok) return;
        split += 1;
        const parts = result.value;
        expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(amountMinor);
        const paid = new Map(parts.map((part) => [part.name, part.amountMinor]));
        for (const { name, amountDueMinor } of invoices) {
          const amount = paid.get(name);
          if (amount === undefined) continue;
          expect(amount <= amountDueMinor).toBe(true);
          expect(amount >= (minimumMinor < amountDueMinor ? minimumMinor : amountDueMinor)).toBe(true);
        }
        const newestPaid = invoices
          .filter(({ name }) => paid.has(name))
          .reduce((day, { dueOn }) => (dueOn > day ? dueOn : day), '');
        for (const { name, dueOn } of invoices) if (dueOn < newestPaid) expect(paid.has(name)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(split).toBeGreaterThan(100);
  });
});
