import type {
  DocumentLine,
  InvoiceDocument,
  TaxSubtotal,
  Totals,
} from '@betalt/core/invoices/document/invoice-document.ts';
import { SECTION_PROPERTY } from '@betalt/core/invoices/issue-lines.ts';
import { type Currency, exponentOf } from '@betalt/core/money/currency.ts';
import { applyRate } from '@betalt/core/money/money.ts';
import { addDays, type CalendarDate, calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { decimal, decimalText, multiply, roundToScale, shortest } from '@betalt/core/shared/decimal.ts';
import type { NumberlessDocument } from '../app/invoices/issue-order.ts';
import { chanceOf } from './chance.ts';
import { type DemoAccount, type DemoProfile, NORDLYS } from './demo-customers.ts';
import type { DemoInvoice, DemoLine } from './demo-invoice.ts';
import { priceIn, SERVICES } from './demo-services.ts';

const NET_DAYS = 30;
// Norwegian and Japanese tax at home; what leaves the country is zero-rated.
const TAX: Partial<Record<Currency, Pick<TaxSubtotal, 'category'> & { ratePercent: string }>> = {
  NOK: { category: 'S', ratePercent: '25' },
  JPY: { category: 'S', ratePercent: '10' },
};
const ZERO_RATED = { category: 'Z', ratePercent: '0' } as const;

/** The document of a planned invoice, complete but for the number, which the account counts. */
export function demoDocument(account: DemoAccount, profile: DemoProfile, plan: DemoInvoice): NumberlessDocument {
  const { currency } = profile;
  const lines = (plan.lines ?? usage(plan)).map((line, index) => documentLine(profile, line, index));
  const net = lines.reduce((sum, line) => sum + line.netMinor, 0n);
  const tax = TAX[currency] ?? ZERO_RATED;
  const taxMinor = applyRate({ currency, amountMinor: net }, tax.ratePercent).amountMinor;
  return {
    kind: 'invoice',
    typeCode: '380',
    currency,
    issuedOn: plan.issuedOn,
    dueOn: addDays(plan.issuedOn, NET_DAYS),
    period: periodBefore(plan.issuedOn),
    ...(plan.purchaseOrder !== undefined && { purchaseOrder: plan.purchaseOrder }),
    seller: NORDLYS,
    buyer: buyerOf(account, profile),
    notes: plan.note === undefined ? [] : [plan.note],
    precedingInvoices: [],
    paymentMeans: [],
    paymentTerms: `${NET_DAYS} days net`,
    allowancesCharges: [],
    taxSubtotals: [{ ...tax, taxableMinor: net, taxMinor }],
    totals: totalsOf(net, taxMinor),
    lines,
  };
}

/** The calendar month before the invoice's. */
export function periodBefore(issuedOn: CalendarDate): { startOn: CalendarDate; endOn: CalendarDate } {
  const endOn = addDays(calendarDate(`${issuedOn.slice(0, 8)}01`), -1);
  return { startOn: calendarDate(`${endOn.slice(0, 8)}01`), endOn };
}

/** A month of a cloud that grows: five to eight services, spread over the sections. */
function usage({ key, scale }: DemoInvoice): DemoLine[] {
  const chance = chanceOf(key);
  const first = Math.floor(chance() * SERVICES.length);
  const count = 5 + Math.floor(chance() * 4);
  return Array.from({ length: count }, (_, index) => {
    const service = SERVICES[(first + index) % SERVICES.length] ?? SERVICES[0];
    if (service === undefined) throw new Error('the demo sells nothing');
    const [least, most] = service.quantity;
    const quantity = ((least + chance() * (most - least)) * scale).toFixed(2);
    const section = Math.floor(chance() * 3);
    return { ...service, quantity, section };
  });
}

function documentLine(profile: DemoProfile, line: DemoLine, index: number): DocumentLine {
  const { currency, sections } = profile;
  const section = sections[(line.section ?? 0) % sections.length];
  const quantity = decimalText(shortest(decimal(line.quantity)));
  const unitPrice = priceIn(currency, line.usdTenThousandths);
  const tax = TAX[currency] ?? ZERO_RATED;
  return {
    lineId: String(index + 1),
    name: line.name,
    description: line.description,
    quantity,
    unitCode: line.unitCode,
    unitPrice,
    netMinor: roundToScale(multiply(decimal(quantity), decimal(unitPrice)), exponentOf(currency)),
    taxCategory: tax.category,
    taxRatePercent: tax.ratePercent,
    itemProperties: section === undefined ? [] : [{ name: SECTION_PROPERTY, value: section.displayName }],
    allowancesCharges: [],
  };
}

function totalsOf(net: bigint, taxMinor: bigint): Totals {
  return {
    lineNetMinor: net,
    allowanceMinor: 0n,
    chargeMinor: 0n,
    taxExclusiveMinor: net,
    taxMinor,
    taxInclusiveMinor: net + taxMinor,
    prepaidMinor: 0n,
    roundingMinor: 0n,
    payableMinor: net + taxMinor,
  };
}

function buyerOf({ soldTo, vatId }: DemoAccount, { displayName }: DemoProfile): InvoiceDocument['buyer'] {
  const { companyName, addressLine1: street, postalCode, city, country } = soldTo;
  return {
    name: companyName,
    tradingName: displayName,
    identifiers: [],
    vatId,
    address: { street, postalCode, city, country },
  };
}
