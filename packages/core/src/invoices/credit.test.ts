import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../shared/calendar-date.ts';
import { type CreditableInvoice, type CreditRequest, credit, type TaxGroup } from './credit.ts';
import { checkInvoiceDocument } from './document/check-invoice-document.ts';

const PARTY = { name: 'Nordlys Cloud AS', identifiers: [], vatId: 'NO999999999MVA', address: { country: 'NO' } };
const WHEN = { issuedOn: calendarDate('2026-11-20'), reason: 'Wrong price' };

function line(lineId: string, netMinor: bigint, taxRatePercent: string) {
  const text = { description: `Line ${lineId}`, quantity: '1', unitCode: 'C62', unitPrice: '1' };
  return { lineId, ...text, netMinor, taxCategory: 'S' as const, taxRatePercent };
}

function group(ratePercent: string, taxableMinor: bigint, taxMinor: bigint): TaxGroup {
  return { category: 'S', ratePercent, taxableMinor, taxMinor };
}

/** 1 000.00 at 25 % and 200.00 at 15 %: 1 480.00 with tax. */
const INVOICE: CreditableInvoice = {
  number: 'G000000001',
  issuedOn: calendarDate('2026-11-01'),
  currency: 'NOK',
  seller: PARTY,
  buyer: PARTY,
  lines: [line('1', 600_00n, '25'), line('2', 400_00n, '25'), line('3', 200_00n, '15')],
  taxes: [group('25', 1000_00n, 250_00n), group('15', 200_00n, 30_00n)],
  credited: [],
  roundingMinor: 0n,
};

function credited(invoice: CreditableInvoice, request: CreditRequest) {
  const result = credit(invoice, request, WHEN);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('crediting an invoice', () => {
  it('whole takes back every line and every rate, and names the invoice', () => {
    const document = credited(INVOICE, { kind: 'all' });
    expect(document.lines.map(({ name }) => name)).toEqual(['Line 1', 'Line 2', 'Line 3']);
    expect(document.totals).toMatchObject({ taxExclusiveMinor: 1200_00n, taxMinor: 280_00n, payableMinor: 1480_00n });
    expect(document).toMatchObject({
      kind: 'creditNote',
      typeCode: '381',
      precedingInvoices: [{ number: 'G000000001' }],
    });
    expect(document.notes).toEqual(['Wrong price']);
  });

  it('whole makes a document that EN 16931 takes', () => {
    expect(checkInvoiceDocument({ ...credited(INVOICE, { kind: 'all' }), number: 'G000000002' })).toEqual([]);
  });

  it('by lines takes back those of an invoice with a discount of another rate, and never more than is left of the whole', () => {
    const discount = line('4', -50_00n, '12');
    const discounted = {
      ...INVOICE,
      lines: [...INVOICE.lines, discount],
      taxes: [...INVOICE.taxes, group('12', -50_00n, -6_00n)],
    };
    expect(credited(discounted, { kind: 'lines', lineIds: ['3'] }).totals.payableMinor).toBe(230_00n);
    expect(credited(discounted, { kind: 'lines', lineIds: ['3', '4'] }).totals.payableMinor).toBe(174_00n);
    const all = { kind: 'lines', lineIds: ['1', '2', '3'] } as const;
    expect(credit(discounted, all, WHEN)).toMatchObject({ error: { code: 'AmountAboveCreditable' } });
    expect(credit(discounted, { kind: 'lines', lineIds: ['4'] }, WHEN)).toMatchObject({
      error: { code: 'NothingToCredit' },
    });
  });

  it('counts what a credit note took at a rate that the invoice does not have', () => {
    const foreign = { ...INVOICE, credited: [{ category: 'O' as const, taxableMinor: 480_00n, taxMinor: 0n }] };
    expect(credited(foreign, { kind: 'all' }).totals.payableMinor).toBe(1000_00n);
    expect(credit(foreign, { kind: 'amount', amountMinor: 1000_01n }, WHEN)).toMatchObject({
      error: { code: 'AmountAboveCreditable', creditableMinor: 1000_00n },
    });
    expect(credit(foreign, { kind: 'lines', lineIds: ['1', '2'] }, WHEN)).toMatchObject({
      error: { code: 'AmountAboveCreditable' },
    });
    const whole = { ...INVOICE, credited: [{ category: 'O' as const, taxableMinor: 1480_00n, taxMinor: 0n }] };
    expect(credit(whole, { kind: 'all' }, WHEN)).toMatchObject({ error: { code: 'NothingToCredit' } });
  });

  it('by lines takes back those with their tax', () => {
    const document = credited(INVOICE, { kind: 'lines', lineIds: ['2', '3'] });
    expect(document.taxSubtotals).toEqual([group('25', 400_00n, 100_00n), group('15', 200_00n, 30_00n)]);
    expect(document.totals.payableMinor).toBe(730_00n);
    expect(checkInvoiceDocument({ ...document, number: 'G000000002' })).toEqual([]);
  });

  it('by amount spreads it over the rates as the invoice has them', () => {
    const document = credited(INVOICE, { kind: 'amount', amountMinor: 148_00n });
    expect(document.taxSubtotals).toEqual([group('25', 100_00n, 25_00n), group('15', 20_00n, 3_00n)]);
    expect(document.lines.map(({ name }) => name)).toEqual(['G000000001 (25 %)', 'G000000001 (15 %)']);
  });

  it('the rest of it takes back what earlier credit notes left, rate by rate', () => {
    const rest = { ...INVOICE, credited: [group('25', 600_00n, 150_00n)] };
    const document = credited(rest, { kind: 'all' });
    expect(document.taxSubtotals).toEqual([group('25', 400_00n, 100_00n), group('15', 200_00n, 30_00n)]);
  });

  it('takes back what was rounded with the last of it', () => {
    expect(credited({ ...INVOICE, roundingMinor: -40n }, { kind: 'all' }).totals).toMatchObject({
      roundingMinor: -40n,
      payableMinor: 1479_60n,
    });
  });

  it.each([
    ['more than there is', { kind: 'amount', amountMinor: 1480_01n }, 'AmountAboveCreditable'],
    ['a line that there is not', { kind: 'lines', lineIds: ['9'] }, 'InvoiceLineNotFound'],
  ] as const)('refuses %s', (_what, request, code) => {
    expect(credit(INVOICE, request, WHEN)).toMatchObject({ ok: false, error: { code } });
  });

  it('refuses a line again, and anything of what is credited whole', () => {
    const again = { ...INVOICE, credited: [group('25', 600_00n, 150_00n)] };
    expect(credit(again, { kind: 'lines', lineIds: ['1'] }, WHEN)).toMatchObject({
      error: { code: 'AmountAboveCreditable' },
    });
    const whole = { ...INVOICE, credited: INVOICE.taxes };
    expect(credit(whole, { kind: 'all' }, WHEN)).toMatchObject({ error: { code: 'NothingToCredit' } });
  });

  it('in any parts adds up to the invoice exactly, and never beyond it', () => {
    const rate = fc.constantFrom('25', '15', '12', '0');
    const groups = fc.uniqueArray(fc.tuple(rate, fc.bigInt({ min: 1n, max: 10n ** 9n })), {
      minLength: 1,
      maxLength: 4,
      selector: ([percent]) => percent,
    });
    fc.assert(
      fc.property(groups, fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 5 }), (rates, parts) => {
        const taxes = rates.map(([percent, net]) => group(percent, net, (net * BigInt(percent) + 50n) / 100n));
        const totalMinor = taxes.reduce((sum, each) => sum + each.taxableMinor + each.taxMinor, 0n);
        const taken: TaxGroup[] = [];
        let creditedMinor = 0n;
        for (const request of [
          ...parts.map((amountMinor) => ({ kind: 'amount' as const, amountMinor })),
          { kind: 'all' as const },
        ]) {
          const result = credit({ ...INVOICE, lines: [], taxes, credited: taken }, request, WHEN);
          if (!result.ok) continue;
          const { taxSubtotals, totals } = result.value;
          if (request.kind === 'amount') expect(totals.payableMinor).toBe(request.amountMinor);
          creditedMinor += totals.payableMinor;
          taken.push(...taxSubtotals);
        }
        expect(creditedMinor).toBe(totalMinor);
      }),
    );
  });
});
