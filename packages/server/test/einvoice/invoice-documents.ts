import type {
  Address,
  AllowanceCharge,
  DocumentLine,
  InvoiceDocument,
  Party,
  TaxSubtotal,
} from '@betalt/core/invoices/document/invoice-document.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { applyRate } from '@betalt/core/money/money.ts';
import { addDays, calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { decimalText, shortest } from '@betalt/core/shared/decimal.ts';
import * as fc from 'fast-check';

/** Documents that break no rule of EN 16931, with any of the optional terms, in currencies of none to three decimals. */
export function invoiceDocuments(): fc.Arbitrary<InvoiceDocument> {
  return fc
    .record({
      terms: optionally(TERMS),
      parties: PARTIES,
      currency: fc.constantFrom<Currency>('NOK', 'JPY', 'KWD'),
      lines: fc.array(LINE, { minLength: 1, maxLength: 4 }),
      allowancesCharges: fc.array(ALLOWANCE_CHARGE, { maxLength: 2 }),
      prepaidMinor: AMOUNT,
      roundingMinor: fc.bigInt({ min: -99n, max: 99n }),
      kind: fc.constantFrom('invoice', 'creditNote'),
      taxInAccountingCurrency: fc.option(fc.record({ currency: fc.constant('SEK' as const), taxMinor: AMOUNT })),
    })
    .map(({ terms, parties, kind, taxInAccountingCurrency, ...sums }) => ({
      ...terms,
      ...parties,
      ...summed(sums),
      kind,
      typeCode: kind === 'invoice' ? '380' : '381',
      ...(taxInAccountingCurrency !== null && { taxInAccountingCurrency }),
    }));
}

const TEXT = fc
  .string({ minLength: 1, maxLength: 20, unit: 'binary' })
  .map((text) => text.toWellFormed().trim())
  .filter((text) => text !== '');
const DATE = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(calendarDate('1990-01-01'), days));
const AMOUNT = fc.bigInt({ min: 0n, max: 10n ** 9n });
const DECIMAL = fc
  .record({ unscaled: fc.bigInt({ min: 0n, max: 10n ** 12n }), scale: fc.integer({ min: 0, max: 8 }) })
  .map((value) => decimalText(shortest(value)));
const IDENTIFIER = fc.record({ id: TEXT, scheme: TEXT });
const RATE = fc.constantFrom('25', '12.5');

const ADDRESS: fc.Arbitrary<Address> = fc
  .tuple(
    fc.constantFrom('NO', 'JP', 'GR'),
    optionally({ street: TEXT, additionalStreet: TEXT, addressLine: TEXT, city: TEXT, postalCode: TEXT, region: TEXT }),
  )
  .map(([country, rest]) => ({ country, ...rest }));

const PARTY: fc.Arbitrary<Party> = fc
  .record({
    name: TEXT,
    identifiers: fc.array(IDENTIFIER, { maxLength: 2 }),
    vatId: fc.constant('NO987654325MVA'),
    address: ADDRESS,
    rest: optionally({
      tradingName: TEXT,
      companyId: IDENTIFIER,
      taxRegistrationId: TEXT,
      electronicAddress: IDENTIFIER,
      contact: fc.record({ name: TEXT, phone: TEXT, email: TEXT }),
    }),
  })
  .map(({ rest, ...party }) => ({ ...party, ...rest }));

const PARTIES = fc.record({
  number: TEXT,
  issuedOn: DATE,
  dueOn: DATE,
  notes: fc.array(TEXT, { maxLength: 2 }),
  precedingInvoices: fc.array(fc.record({ number: TEXT, issuedOn: DATE }), { maxLength: 2 }),
  seller: PARTY,
  buyer: PARTY,
  paymentMeans: fc.array(fc.record({ code: fc.constant('30'), account: TEXT, paymentId: TEXT, bic: TEXT }), {
    maxLength: 1,
  }),
});

const TERMS = {
  taxPointOn: DATE,
  businessProcess: TEXT,
  period: fc.record({ startOn: fc.constant(calendarDate('1990-01-01')), endOn: DATE }),
  buyerReference: TEXT,
  purchaseOrder: TEXT,
  salesOrder: TEXT,
  contract: TEXT,
  project: TEXT,
  accountingCost: TEXT,
  payee: fc.record({ name: TEXT, identifier: IDENTIFIER, companyId: IDENTIFIER }),
  taxRepresentative: fc.record({ name: TEXT, vatId: fc.constant('NO1MVA'), address: ADDRESS }),
  delivery: fc.record({ name: TEXT, on: DATE, address: ADDRESS }),
  paymentTerms: TEXT,
};

const LINE: fc.Arbitrary<DocumentLine> = fc
  .record({
    name: TEXT,
    quantity: DECIMAL,
    unitCode: fc.constant('HUR'),
    unitPrice: DECIMAL,
    netMinor: AMOUNT,
    taxRatePercent: RATE,
    itemProperties: fc.array(fc.record({ name: TEXT, value: TEXT }), { maxLength: 2 }),
    allowancesCharges: fc.array(fc.record({ isCharge: fc.boolean(), reason: TEXT, amountMinor: AMOUNT }), {
      maxLength: 1,
    }),
    rest: optionally({
      description: TEXT,
      note: TEXT,
      orderLine: TEXT,
      sellersItemId: TEXT,
      standardItemId: IDENTIFIER,
    }),
  })
  .map(({ rest, ...line }) => ({ lineId: '1', taxCategory: 'S', ...line, ...rest }));

const ALLOWANCE_CHARGE: fc.Arbitrary<AllowanceCharge> = fc.record({
  isCharge: fc.boolean(),
  reason: TEXT,
  amountMinor: AMOUNT,
  taxCategory: fc.constant('S' as const),
  taxRatePercent: RATE,
});

interface Sums {
  readonly currency: Currency;
  readonly lines: readonly DocumentLine[];
  readonly allowancesCharges: readonly AllowanceCharge[];
  readonly prepaidMinor: bigint;
  readonly roundingMinor: bigint;
}

/** Tax and totals as the rules want them. */
function summed(document: Sums) {
  const { currency, allowancesCharges, prepaidMinor, roundingMinor } = document;
  const lines = document.lines.map((line, index) => ({ ...line, lineId: `${index + 1}` }));
  const lineNetMinor = sum(lines.map(({ netMinor }) => netMinor));
  const allowanceMinor = sum(allowancesCharges.filter((each) => !each.isCharge).map((each) => each.amountMinor));
  const chargeMinor = sum(allowancesCharges.filter((each) => each.isCharge).map((each) => each.amountMinor));
  const taxExclusiveMinor = lineNetMinor - allowanceMinor + chargeMinor;
  const taxSubtotals = ['25', '12.5'].flatMap((rate) => subtotal(rate, { currency, lines, allowancesCharges }));
  const taxMinor = sum(taxSubtotals.map((each) => each.taxMinor));
  const taxInclusiveMinor = taxExclusiveMinor + taxMinor;
  const payableMinor = taxInclusiveMinor - prepaidMinor + roundingMinor;
  const totals = { lineNetMinor, allowanceMinor, chargeMinor, taxExclusiveMinor, taxMinor, taxInclusiveMinor };
  const paid = { prepaidMinor, roundingMinor, payableMinor };
  return { currency, lines, allowancesCharges, taxSubtotals, totals: { ...totals, ...paid } };
}

type Taxed = Pick<Sums, 'currency' | 'lines' | 'allowancesCharges'>;

function subtotal(ratePercent: string, { currency, lines, allowancesCharges }: Taxed): TaxSubtotal[] {
  const inRate = lines.filter((line) => line.taxRatePercent === ratePercent).map(({ netMinor }) => netMinor);
  const others = allowancesCharges.filter((each) => each.taxRatePercent === ratePercent);
  if (inRate.length + others.length === 0) return [];
  const adjusted = others.map(({ isCharge, amountMinor }) => (isCharge ? amountMinor : -amountMinor));
  const taxableMinor = sum([...inRate, ...adjusted]);
  const taxMinor = applyRate({ currency, amountMinor: taxableMinor }, ratePercent).amountMinor;
  return [{ category: 'S', ratePercent, taxableMinor, taxMinor }];
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}

function optionally<T extends object>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}
