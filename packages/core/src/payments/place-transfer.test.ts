import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlaceableInvoice, placeTransfer } from './place-transfer.ts';

function invoice(name: string, amountDueMinor: bigint, more: Partial<PlaceableInvoice> = {}): PlaceableInvoice {
  const facts = { billingProfileId: 'p', currency: 'NOK', isCreditNote: false, voidedAt: null };
  return { invoiceId: `id-${name}`, name, amountDueMinor, ...facts, ...more };
}

function place(amountMinor: bigint, names: readonly string[], locked: readonly PlaceableInvoice[]) {
  return placeTransfer({ currency: 'NOK', amountMinor, invoices: names.map((name) => ({ name })) }, locked);
}

describe('placing a transfer', () => {
  it('pays invoices in the order given and leaves the rest', () => {
    const placed = place(700n, ['B', 'A'], [invoice('A', 500n), invoice('B', 150n)]);
    expect(placed).toMatchObject({
      ok: true,
      value: {
        parts: [
          { name: 'B', amountMinor: 150n },
          { name: 'A', amountMinor: 500n },
        ],
        restMinor: 50n,
      },
    });
  });

  it('pays a part of the invoice that it does not reach', () => {
    const placed = place(600n, ['A', 'B'], [invoice('A', 500n), invoice('B', 150n)]);
    expect(placed).toMatchObject({ value: { parts: [{ amountMinor: 500n }, { amountMinor: 100n }], restMinor: 0n } });
  });

  it('gives nothing to what is void, to a credit note and to what is paid', () => {
    const locked = [
      invoice('V', 500n, { voidedAt: new Date() }),
      invoice('C', -100n, { isCreditNote: true }),
      invoice('P', 0n),
    ];
    expect(place(600n, ['V', 'C', 'P'], locked)).toMatchObject({ value: { restMinor: 600n } });
  });

  it('counts an invoice that is named twice once', () => {
    const placed = place(900n, ['a', 'A'], [invoice('A', 500n)]);
    expect(placed).toMatchObject({ value: { parts: [{ name: 'A', amountMinor: 500n }], restMinor: 400n } });
  });

  it('refuses an invoice that there is not, and one in another currency', () => {
    expect(place(1n, ['X'], [])).toEqual({ ok: false, error: { code: 'InvoiceNotFound', invoiceName: 'X' } });
    const foreign = invoice('A', 500n, { currency: 'EUR' });
    expect(place(1n, ['A'], [foreign])).toEqual({ ok: false, error: { code: 'SeveralCurrencies', invoiceName: 'A' } });
  });

  it('loses nothing and gives no invoice more than it asks for, whatever comes', () => {
    const due = fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(due, fc.bigInt({ min: 0n, max: 5000n }), (dues, amountMinor) => {
        const locked = dues.map((dueMinor, index) => invoice(`I${index}`, dueMinor));
        const placed = place(
          amountMinor,
          locked.map(({ name }) => name),
          locked,
        );
        if (!placed.ok) throw new Error('nothing refuses it');
        const { parts, restMinor } = placed.value;
        expect(parts.reduce((sum, part) => sum + part.amountMinor, restMinor)).toBe(amountMinor);
        parts.forEach((part, index) => expect(part.amountMinor).toBeLessThanOrEqual(dues[index] ?? 0n));
        if (restMinor > 0n) expect(parts.map((part) => part.amountMinor)).toEqual(dues);
      }),
    );
  });
});
