import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { ChaosCurrency } from './currencies.ts';

interface BillOrder {
  /** A credit note that names no invoice: credit for whoever pays next. */
  readonly isCredit: boolean;
  readonly number: string;
  readonly totalMinor: bigint;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** One line, no tax: what an invoice is made of is not what is tried here. */
export function documentOf(
  { number, isCredit, totalMinor, issuedOn, dueOn }: BillOrder,
  currency: ChaosCurrency,
): InvoiceDocument {
  const party = { identifiers: [], address: { country: 'NO' } };
  const none = { allowanceMinor: 0n, chargeMinor: 0n, taxMinor: 0n, prepaidMinor: 0n, roundingMinor: 0n };
  const all = { lineNetMinor: totalMinor, taxExclusiveMinor: totalMinor, taxInclusiveMinor: totalMinor };
  return {
    number,
    kind: isCredit ? 'creditNote' : 'invoice',
    typeCode: isCredit ? '381' : '380',
    issuedOn,
    dueOn,
    currency,
    notes: [],
    precedingInvoices: [],
    seller: { name: 'Nordlys Cloud AS', ...party },
    buyer: { name: 'Fjord Labs AS', ...party },
    paymentMeans: [],
    allowancesCharges: [],
    taxSubtotals: [{ category: 'Z', ratePercent: '0', taxableMinor: totalMinor, taxMinor: 0n }],
    totals: { ...none, ...all, payableMinor: totalMinor },
    lines: [lineOf(totalMinor, currency)],
  };
}

function lineOf(netMinor: bigint, currency: ChaosCurrency): InvoiceDocument['lines'][number] {
  return {
    lineId: '1',
    name: 'Compute',
    quantity: '1',
    unitCode: 'C62',
    unitPrice: toDecimalString({ amountMinor: netMinor, currency }),
    netMinor,
    taxCategory: 'Z',
    taxRatePercent: '0',
    itemProperties: [],
    allowancesCharges: [],
  };
}
