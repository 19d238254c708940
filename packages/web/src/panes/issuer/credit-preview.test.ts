import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { expect, it } from 'vitest';
import { creditable, creditPreview, sumOfLines } from './credit-preview.ts';

const kroner = (value: number) => ({ currency: 'NOK', value });

function invoice(facts: { total: number; due: number; credited?: readonly number[] }): Invoice['properties'] {
  const creditNotes = (facts.credited ?? []).map((value) => ({
    name: 'K',
    invoiceDate: '2026-11-01T00:00:00Z',
    totalAmount: kroner(-value),
    amountLeft: kroner(0),
  }));
  return { totalAmount: kroner(facts.total), amountDue: kroner(facts.due), creditNotes } as Invoice['properties'];
}

it('what earlier credit notes took cannot be credited again', () => {
  expect(creditable(invoice({ total: 100.1, due: 0, credited: [30.05, 0.05] }))).toEqual(kroner(70));
  expect(creditable(invoice({ total: 100, due: 0, credited: [100] }))).toEqual(kroner(0));
});

it('credit takes from what is due first, and what is beyond is the payer’s', () => {
  expect(creditPreview(invoice({ total: 100, due: 100 }), kroner(30))).toMatchObject({
    due: kroner(70),
    left: kroner(0),
  });
  expect(creditPreview(invoice({ total: 100, due: 20 }), kroner(50))).toMatchObject({
    due: kroner(0),
    left: kroner(30),
  });
  expect(creditPreview(invoice({ total: 100, due: 0 }), kroner(50))).toMatchObject({
    due: kroner(0),
    left: kroner(50),
  });
});

it('lines are credited with the tax of each rate, rounded once', () => {
  const line = (value: number, taxRatePercent?: string) => ({
    lineId: String(value),
    description: 'Compute',
    quantity: '1',
    net: kroner(value),
    taxCategory: 'S',
    ...(taxRatePercent === undefined ? {} : { taxRatePercent }),
  });
  // Each line alone would round 0.0025 to nothing.
  expect(sumOfLines('NOK', [line(0.01, '25'), line(0.01, '25')])).toEqual(kroner(0.03));
  expect(sumOfLines('NOK', [line(100, '25'), line(100, '15'), line(100)])).toEqual(kroner(340));
  expect(sumOfLines('NOK', [])).toEqual(kroner(0));
});
