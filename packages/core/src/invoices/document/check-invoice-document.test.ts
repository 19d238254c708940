import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies, exponentOf } from '../../money/currency.ts';
import { applyRate, money } from '../../money/money.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { checkInvoiceDocument, completeInvoiceDocument } from './check-invoice-document.ts';
import type { DocumentLine, InvoiceDocument, InvoiceDraft, Party, Totals } from './invoice-document.ts';

const party: Party = {
  name: 'Nordlys Cloud AS',
  identifiers: [],
  vatId: 'NO974760673MVA',
  address: { city: 'Oslo', country: 'NO' },
};

const line: DocumentLine = {
  lineId: '1',
  name: 'Virtual machine',
  quantity: '2',
  unitCode: 'EA',
  unitPrice: '50',
  netMinor: 10000n,
  taxCategory: 'S',
  taxRatePercent: '25',
  itemProperties: [{ name: 'region', value: 'Norway East' }],
  allowancesCharges: [{ isCharge: false, reason: 'Reserved', amountMinor: 0n }],
};

const whole: InvoiceDocument = {
  number: '1',
  issuedOn: calendarDate('2026-03-01'),
  dueOn: calendarDate('2026-03-31'),
  kind: 'invoice',
  typeCode: '380',
  currency: 'NOK',
  notes: [],
  precedingInvoices: [{ number: '0' }],
  seller: { ...party, electronicAddress: { id: '974760673', scheme: '0192' }, companyId: { id: '974760673' } },
  buyer: { ...party, name: 'Fjord Labs AS', identifiers: [{ id: '7' }], address: { country: 'NO' } },
  payee: { name: 'Factoring AS' },
  taxRepresentative: { name: 'Representative AS', vatId: 'NO1MVA', address: { country: 'NO' } },
  delivery: { address: { country: 'NO' } },
  paymentMeans: [{ code: '30', account: 'NO9386011117947' }],
  allowancesCharges: [
    { isCharge: false, reason: 'Loyalty', amountMinor: 1000n, taxCategory: 'S', taxRatePercent: '25' },
    { isCharge: true, reason: 'Freight', amountMinor: 500n, taxCategory: 'S', taxRatePercent: '25' },
  ],
  taxSubtotals: [{ category: 'S', ratePercent: '25', taxableMinor: 9500n, taxMinor: 2375n }],
  totals: {
    lineNetMinor: 10000n,
    allowanceMinor: 1000n,
    chargeMinor: 500n,
    taxExclusiveMinor: 9500n,
    taxMinor: 2375n,
    taxInclusiveMinor: 11875n,
    prepaidMinor: 0n,
    roundingMinor: 0n,
    payableMinor: 11875n,
  },
  taxInAccountingCurrency: { currency: 'SEK', taxMinor: 2400n },
  lines: [line],
};

/** The document with one field taken out, wherever it is. */
function withoutField(path: string): InvoiceDraft {
  const copy: unknown = structuredClone(whole);
  const steps = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
  expect(Reflect.has(Object(holder), last)).toBe(true);
  Reflect.deleteProperty(Object(holder), last);
  return copy as InvoiceDraft;
}

// Every field that the type InvoiceDocument requires, except lists, which every reader gives.
const required = [
  ['number', 'BR-02'],
  ['issuedOn', 'BR-03'],
  ['typeCode', 'BR-04'],
  ['currency', 'BR-05'],
  ['seller.name', 'BR-06'],
  ['buyer.name', 'BR-07'],
  ['seller.address', 'BR-08'],
  ['seller.address.country', 'BR-09'],
  ['buyer.address', 'BR-10'],
  ['buyer.address.country', 'BR-11'],
  ['totals.lineNetMinor', 'BR-12'],
  ['totals.taxExclusiveMinor', 'BR-13'],
  ['totals.taxInclusiveMinor', 'BR-14'],
  ['totals.payableMinor', 'BR-15'],
  ['totals.taxMinor', 'BR-CO-15'],
  ['lines', 'BR-16'],
  ['payee.name', 'BR-17'],
  ['taxRepresentative.name', 'BR-18'],
  ['taxRepresentative.address', 'BR-19'],
  ['taxRepresentative.address.country', 'BR-20'],
  ['taxRepresentative.vatId', 'BR-56'],
  ['lines[0].lineId', 'BR-21'],
  ['lines[0].quantity', 'BR-22'],
  ['lines[0].unitCode', 'BR-23'],
  ['lines[0].netMinor', 'BR-24'],
  ['lines[0].name', 'BR-25'],
  ['lines[0].unitPrice', 'BR-26'],
  ['lines[0].taxCategory', 'BR-CO-04'],
  ['lines[0].itemProperties[0].name', 'BR-54'],
  ['lines[0].itemProperties[0].value', 'BR-54'],
  ['lines[0].allowancesCharges[0].amountMinor', 'BR-41'],
  ['lines[0].allowancesCharges[0].isCharge', 'PEPPOL-EN16931-R043'],
  ['allowancesCharges[0].amountMinor', 'BR-31'],
  ['allowancesCharges[0].taxCategory', 'BR-32'],
  ['allowancesCharges[0].reason', 'BR-33'],
  ['allowancesCharges[1].amountMinor', 'BR-36'],
  ['allowancesCharges[1].taxCategory', 'BR-37'],
  ['allowancesCharges[1].reason', 'BR-38'],
  ['allowancesCharges[1].isCharge', 'PEPPOL-EN16931-R043'],
  ['taxSubtotals[0].taxableMinor', 'BR-45'],
  ['taxSubtotals[0].taxMinor', 'BR-46'],
  ['taxSubtotals[0].category', 'BR-47'],
  ['taxSubtotals[0].ratePercent', 'BR-48'],
  ['paymentMeans[0].code', 'BR-49'],
  ['paymentMeans[0].account', 'BR-61'],
  ['precedingInvoices[0].number', 'BR-55'],
  ['delivery.address.country', 'BR-57'],
  ['seller.electronicAddress.scheme', 'BR-62'],
  ['seller.electronicAddress.id', 'identifier-without-id'],
  ['seller.companyId.id', 'identifier-without-id'],
  ['buyer.identifiers[0].id', 'identifier-without-id'],
  ['taxInAccountingCurrency.taxMinor', 'BR-53'],
  ['taxInAccountingCurrency.currency', 'BR-CL-05'],
  ['dueOn', 'BR-CO-25'],
] as const;

describe('a whole document', () => {
  it('breaks no rule', () => {
    expect(checkInvoiceDocument(whole)).toEqual([]);
    expect(completeInvoiceDocument(whole)).toEqual({ ok: true, value: whole });
  });

  it.each(required)('without %s it is refused by %s, and by nothing else', (path, rule) => {
    const draft = withoutField(path);
    expect(checkInvoiceDocument(draft).map((each) => each.rule)).toEqual([rule]);
    expect(completeInvoiceDocument(draft).ok).toBe(false);
  });

  it('leaves out the fields that a reader looked for and did not find', () => {
    const result = completeInvoiceDocument({ ...whole, contract: undefined, payee: undefined });
    expect(result.ok && Object.keys(result.value)).not.toContain('contract');
    expect(result.ok && Object.keys(result.value)).not.toContain('payee');
  });

  it('of nothing at all is refused for what is missing', () => {
    const rules = checkInvoiceDocument({}).map((each) => each.rule);
    expect(rules).toEqual(expect.arrayContaining(['BR-02', 'BR-06', 'BR-15', 'BR-16', 'BR-CO-18']));
  });
});

describe('figures that disagree', () => {
  it('are both said, with what to do', () => {
    const draft = { ...whole, totals: { ...whole.totals, payableMinor: 11876n } };
    expect(checkInvoiceDocument(draft)).toEqual([
      {
        rule: 'BR-CO-16',
        path: 'totals.payableMinor',
        message:
          'The total with tax less what is paid already plus rounding is 118.75 NOK, but the amount due says 118.76 NOK. ' +
          'Correct the figure that is wrong.',
      },
    ]);
  });

  const anyLine = fc.record({
    quantity: fc.integer({ min: -1000, max: 1000 }),
    priceMinor: fc.bigInt({ min: 0n, max: 1_000_000n }),
    rate: fc.constantFrom('25', '15', '12.5', '0'),
  });
  const anyInvoice = fc
    .record({
      currency: fc.constantFrom(...currencies),
      lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
      allowanceMinor: fc.bigInt({ min: 0n, max: 10_000n }),
      prepaidMinor: fc.bigInt({ min: 0n, max: 10_000n }),
      roundingMinor: fc.bigInt({ min: -99n, max: 99n }),
    })
    .map(compose);

  it('are never found in an invoice that was added up, in any currency', () => {
    fc.assert(
      fc.property(anyInvoice, (invoice) => {
        expect(checkInvoiceDocument(invoice)).toEqual([]);
      }),
    );
  });

  it('are found when any total is off by one minor unit', () => {
    const anyTotal = fc.constantFrom(...(Object.keys(whole.totals) as (keyof Totals)[]));
    fc.assert(
      fc.property(anyInvoice, anyTotal, fc.constantFrom(1n, -1n), (invoice, field, step) => {
        const totals = { ...invoice.totals, [field]: invoice.totals[field] + step };
        const violations = checkInvoiceDocument({ ...invoice, totals });
        expect(violations.length).toBeGreaterThan(0);
        for (const each of violations) expect(each.rule).toMatch(/^BR-CO-1\d$/);
      }),
    );
  });
});

type Parts = {
  readonly currency: InvoiceDocument['currency'];
  readonly lines: readonly { readonly quantity: number; readonly priceMinor: bigint; readonly rate: string }[];
  readonly allowanceMinor: bigint;
  readonly prepaidMinor: bigint;
  readonly roundingMinor: bigint;
};

function compose({ currency, lines, allowanceMinor, prepaidMinor, roundingMinor }: Parts): InvoiceDocument {
  const scale = exponentOf(currency);
  const priced = lines.map(({ quantity, priceMinor, rate }, index) => ({
    ...line,
    lineId: String(index + 1),
    quantity: String(quantity),
    unitPrice: (Number(priceMinor) / 10 ** scale).toFixed(scale),
    netMinor: BigInt(quantity) * priceMinor,
    taxCategory: rate === '0' ? ('Z' as const) : ('S' as const),
    taxRatePercent: rate,
  }));
  const rate = priced[0]?.taxRatePercent ?? '25';
  const category = priced[0]?.taxCategory ?? 'S';
  const allowance = {
    isCharge: false,
    reason: 'Loyalty',
    amountMinor: allowanceMinor,
    taxCategory: category,
    taxRatePercent: rate,
  };
  const taxSubtotals = [...new Set(priced.map((each) => each.taxRatePercent))].map((percent) => {
    const own = priced.filter((each) => each.taxRatePercent === percent);
    const net = own.reduce((total, each) => total + each.netMinor, 0n) - (percent === rate ? allowanceMinor : 0n);
    const taxMinor = applyRate(money(currency, net), percent).amountMinor;
    return {
      category: percent === '0' ? ('Z' as const) : ('S' as const),
      ratePercent: percent,
      taxableMinor: net,
      taxMinor,
    };
  });
  const lineNetMinor = priced.reduce((total, each) => total + each.netMinor, 0n);
  const taxExclusiveMinor = lineNetMinor - allowanceMinor;
  const taxMinor = taxSubtotals.reduce((total, each) => total + each.taxMinor, 0n);
  const taxInclusiveMinor = taxExclusiveMinor + taxMinor;
  const payableMinor = taxInclusiveMinor - prepaidMinor + roundingMinor;
  return {
    ...whole,
    currency,
    lines: priced,
    allowancesCharges: [allowance],
    taxSubtotals,
    totals: {
      lineNetMinor,
      allowanceMinor,
      chargeMinor: 0n,
      taxExclusiveMinor,
      taxMinor,
      taxInclusiveMinor,
      prepaidMinor,
      roundingMinor,
      payableMinor,
    },
  };
}
