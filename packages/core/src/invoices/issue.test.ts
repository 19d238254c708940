import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancesOf } from '../ledger/balances.ts';
import { isCreditorReference } from '../references/creditor-reference.ts';
import { isKid } from '../references/kid.ts';
import { AssertionFailure } from '../shared/assert.ts';
import { calendarDate } from '../shared/calendar-date.ts';
import type { DocumentLine, InvoiceDocument, Totals } from './document/invoice-document.ts';
import { issue } from './issue.ts';
import { issueAmounts } from './issue-amounts.ts';
import { dueDateOf } from './issue-due-date.ts';
import { SECTION_PROPERTY } from './issue-lines.ts';
import { countedNumber, nameForNumber } from './issue-name.ts';
import { issueViolations, numberTaken } from './issue-violations.ts';

const ACCOUNT = '01930000-0000-7000-8000-00000000abcd';
const SECTIONS = [
  { invoiceSectionId: 'platform', name: 'PLAT', displayName: 'Platform engineering' },
  { invoiceSectionId: 'research', name: 'RSCH', displayName: 'Research' },
];
const CONTEXT = {
  billingAccountId: ACCOUNT,
  billingProfileId: 'norge',
  currency: 'NOK',
  sections: SECTIONS,
  invoiceType: 'AzureServices',
  name: 'G000000042',
} as const;

const TOTALS: Totals = {
  lineNetMinor: 100_00n,
  allowanceMinor: 0n,
  chargeMinor: 0n,
  taxExclusiveMinor: 100_00n,
  taxMinor: 25_00n,
  taxInclusiveMinor: 125_00n,
  prepaidMinor: 0n,
  roundingMinor: 0n,
  payableMinor: 125_00n,
};

const LINE: DocumentLine = {
  lineId: '1',
  name: 'Virtual machines',
  quantity: '10',
  unitCode: 'HUR',
  unitPrice: '10',
  netMinor: 100_00n,
  taxCategory: 'S',
  taxRatePercent: '25',
  itemProperties: [],
  allowancesCharges: [],
};

function documentWith(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    number: 'G000000042',
    issuedOn: calendarDate('2026-11-01'),
    dueOn: calendarDate('2026-12-01'),
    kind: 'invoice',
    typeCode: '380',
    currency: 'NOK',
    notes: [],
    precedingInvoices: [],
    seller: party('Nordlys Cloud AS', 'NO'),
    buyer: party('Fjord Labs AS', 'NO'),
    paymentMeans: [],
    allowancesCharges: [],
    taxSubtotals: [{ category: 'S', ratePercent: '25', taxableMinor: 100_00n, taxMinor: 25_00n }],
    totals: TOTALS,
    lines: [LINE],
    ...changes,
  };
}

describe('issuing an invoice', () => {
  it('takes over amounts, dates, lines and tax, and books them', () => {
    const issued = issue(documentWith({ purchaseOrder: 'PO-7' }), CONTEXT);
    expect(issued).toMatchObject({
      name: 'G000000042',
      subTotalMinor: 100_00n,
      taxMinor: 25_00n,
      totalMinor: 125_00n,
      amountDueMinor: 125_00n,
      invoiceOn: '2026-11-01',
      dueOn: '2026-12-01',
      poNumber: 'PO-7',
      taxes: [{ category: 'S', ratePercent: '25', taxableMinor: 100_00n, taxMinor: 25_00n }],
    });
    expect(balancesOf([issued.entry]).map(({ ledgerAccount, amountMinor }) => [ledgerAccount, amountMinor])).toEqual([
      ['receivable', 125_00n],
      ['revenue', -100_00n],
      ['tax_payable', -25_00n],
    ]);
  });

  it('is a bug for a document that the profile cannot take', () => {
    expect(() => issue(documentWith({ currency: 'USD' }), CONTEXT)).toThrow(AssertionFailure);
  });

  it.each([
    [{ startOn: '2026-02-01', endOn: '2026-02-28' }, true],
    [{ startOn: '2026-10-01', endOn: '2026-10-31' }, true],
    [{ startOn: '2026-01-01', endOn: '2026-12-31' }, false],
    [{ startOn: '2026-10-01' }, false],
    [undefined, false],
  ])('for %o is monthly: %s', (period, expected) => {
    const dates = Object.entries(period ?? {}).map(([end, on]) => [end, calendarDate(on)]);
    const asDocument = period === undefined ? {} : { period: Object.fromEntries(dates) };
    expect(issue(documentWith(asDocument), CONTEXT).isMonthly).toBe(expected);
  });
});

describe('amounts of an issued invoice', () => {
  it.each([
    ['as the document says', {}, { totalMinor: 125_00n, amountDueMinor: 125_00n, revenueMinor: 100_00n }],
    [
      'prepaid in part',
      { prepaidMinor: 100_00n, payableMinor: 25_00n },
      { totalMinor: 125_00n, amountDueMinor: 25_00n, revenueMinor: 100_00n },
    ],
    [
      'prepaid beyond the total',
      { prepaidMinor: 130_00n, payableMinor: -5_00n },
      { totalMinor: 125_00n, amountDueMinor: 0n, revenueMinor: 100_00n },
    ],
    [
      'rounded down',
      { roundingMinor: -40n, payableMinor: 124_60n },
      { totalMinor: 125_00n, amountDueMinor: 124_60n, revenueMinor: 99_60n },
    ],
    [
      'rounded up, which lifts the total too',
      { roundingMinor: 40n, payableMinor: 125_40n },
      { totalMinor: 125_40n, amountDueMinor: 125_40n, revenueMinor: 100_40n },
    ],
    [
      'rounded up and prepaid in part',
      { prepaidMinor: 100_00n, roundingMinor: 40n, payableMinor: 25_40n },
      { totalMinor: 125_00n, amountDueMinor: 25_40n, revenueMinor: 100_40n },
    ],
  ])('%s', (_, changes, expected) => {
    expect(issueAmounts({ ...TOTALS, ...changes })).toMatchObject(expected);
  });

  it('are never due beyond the total, and the books hold as receivable what is due', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const rounding = fc.bigInt({ min: -99n, max: 99n });
    fc.assert(
      fc.property(minor, minor, minor, rounding, (net, tax, prepaidMinor, roundingMinor) => {
        fc.pre(net + tax + roundingMinor >= 0n);
        const totals = {
          ...TOTALS,
          taxExclusiveMinor: net,
          taxMinor: tax,
          taxInclusiveMinor: net + tax,
          prepaidMinor,
          roundingMinor,
          payableMinor: net + tax + roundingMinor - prepaidMinor,
        };
        const issued = issue(documentWith({ totals }), CONTEXT);
        const receivable = balancesOf([issued.entry]).find((each) => each.ledgerAccount === 'receivable');
        expect(receivable?.amountMinor ?? 0n).toBe(issued.amountDueMinor);
        expect(issued.amountDueMinor).toBeGreaterThanOrEqual(0n);
        expect(issued.amountDueMinor).toBeLessThanOrEqual(issued.totalMinor);
      }),
    );
  });
});

describe('what cannot be issued', () => {
  it.each([
    ['profile-currency', { currency: 'USD' }, /USD.*NOK/],
    ['negative-total', { totals: { ...TOTALS, taxInclusiveMinor: -1_00n } }, /-1\.00 NOK/],
    [
      'negative-total',
      { kind: 'creditNote', typeCode: '381', totals: { ...TOTALS, taxInclusiveMinor: -1_00n } },
      /-1\.00 NOK.*Send it as an invoice/,
    ],
    ['prepaid-negative', { totals: { ...TOTALS, prepaidMinor: -1n } }, /-0\.01 NOK/],
    ['text-not-well-formed', { notes: ['\0'] }, /NUL/],
    ['number-too-long', { number: 'Å'.repeat(201) }, /201 characters.* 200/],
    ['date-out-of-range', { issuedOn: calendarDate('9999-12-15') }, /9999-12-15/],
  ] as const)('is told by the rule %s, in a sentence', (rule, changes, sentence) => {
    const [violation, ...others] = issueViolations(documentWith(changes), 'NOK');
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ rule });
    expect(violation?.message).toMatch(sentence);
  });

  it('is told with its place', () => {
    const lines = [LINE, { ...LINE, name: 'Virtual\0machines' }];
    expect(issueViolations(documentWith({ lines }), 'NOK').map(({ path }) => path)).toEqual(['lines[1].name']);
  });

  it('says by its facts what the books have to do with it', () => {
    const facts = issueViolations(documentWith({ currency: 'USD' }), 'NOK').map((each) => each.facts);
    expect(facts).toEqual([{ rule: 'profile-currency', currency: 'USD', profileCurrency: 'NOK' }]);
  });

  it('is the number, where the seller has used it: which, when, and what to do', () => {
    const earlier = { number: 'A-1', issuedOn: calendarDate('2026-11-01') };
    const message = expect.stringMatching(/A-1 was issued on 2026-11-01 .*a number of its own, or a credit note first/);
    expect(numberTaken(earlier)).toMatchObject({
      path: 'number',
      message,
      facts: { rule: 'number-taken', ...earlier },
    });
  });

  it('is nothing of a plain invoice', () => {
    expect(issueViolations(documentWith(), 'NOK')).toEqual([]);
  });
});

describe('the due date', () => {
  const issuedOn = calendarDate('2026-11-01');
  it.each([
    [undefined, '2026-12-01', 'profile'],
    ['Payment within 30 days', '2026-12-01', 'terms'],
    ['Net 14', '2026-11-15', 'terms'],
    ['14 dager netto', '2026-11-15', 'terms'],
    ['Betales innen 10 dager', '2026-11-11', 'terms'],
    ['zahlbar innerhalb von 7 Tagen', '2026-11-08', 'terms'],
    ['Payment within 10 days, 2% discount', '2026-12-01', 'profile'],
    ['2 % discount if paid within 2 days', '2026-12-01', 'profile'],
    ['As agreed', '2026-12-01', 'profile'],
  ])('of an invoice with the terms %o and none of its own is %s, by the %s', (paymentTerms, dueOn, basis) => {
    const due = dueDateOf({ issuedOn, ...(paymentTerms !== undefined && { paymentTerms }) });
    expect(due).toMatchObject({ dueOn, assumption: { field: 'dueOn', basis } });
    const terms = paymentTerms === undefined ? {} : { paymentTerms };
    const { dueOn: _, ...undated } = documentWith(terms);
    expect(issue(undated, CONTEXT).parties.assumptions).toHaveLength(1);
  });

  it('that the document gives stands, whatever the terms say', () => {
    const dueOn = calendarDate('2026-11-03');
    expect(dueDateOf({ issuedOn, dueOn, paymentTerms: 'Net 14' })).toEqual({ dueOn });
  });
});

describe('the name in URLs', () => {
  it.each(['12115118', 'TOSL108', 'INV-2026.001_a', 'G000000001'])('of number %s is the number', (number) => {
    expect(nameForNumber(number)).toBe(number);
  });

  it.each([
    ['018304 / 28865', /^018304-28865-[0-9a-z]{8}$/],
    ['-7', /^7-[0-9a-z]{8}$/],
    ['Faktura Å/1', /^Faktura-1-[0-9a-z]{8}$/],
    ['請求書', /^invoice-[0-9a-z]{8}$/],
    ['x'.repeat(200), /^x{100}-[0-9a-z]{8}$/],
  ])('of number %s is readable and fit for one', (number, name) => {
    expect(nameForNumber(number)).toMatch(name);
  });

  it('is always fit for one, and the same for the same number', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 150, unit: 'grapheme' }), (number) => {
        expect(nameForNumber(number)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/);
        expect(nameForNumber(number)).toBe(nameForNumber(number));
      }),
    );
  });

  it('keeps numbers apart that differ only in what a URL cannot hold', () => {
    expect(nameForNumber('12/34')).not.toBe(nameForNumber('12 34'));
  });

  it('counts in the shape that Azure uses', () => {
    expect([1n, 42n, 123_456_789n].map(countedNumber)).toEqual(['G000000001', 'G000000042', 'G123456789']);
  });
});

describe('the payment reference', () => {
  const abroad = { name: 'Cloud AB', identifiers: [], address: { country: 'SE' } };

  it("is the document's own where it has one, since the bank expects it", () => {
    expect(referenceOf({ paymentMeans: [{ code: '30', paymentId: '0003434323213231' }] })).toBe('0003434323213231');
  });

  it('is a KID for a Norwegian seller', () => {
    expect(isKid(referenceOf({}) ?? '')).toBe(true);
  });

  it('is an ISO 11649 reference for others, and for a Norwegian number with letters', () => {
    expect(isCreditorReference(referenceOf({ seller: abroad }) ?? '')).toBe(true);
    expect(isCreditorReference(referenceOf({ number: 'TOSL108' }) ?? '')).toBe(true);
  });

  it('is left out where the number fits neither', () => {
    expect(referenceOf({ number: '請求書' })).toBeNull();
    expect(referenceOf({ number: '1234567890123456789' })).toBeNull();
  });

  it('differs from account to account', () => {
    const other = { ...CONTEXT, billingAccountId: '01930000-0000-7000-8000-00000000abce' };
    expect(issue(documentWith(), other).paymentReference).not.toBe(referenceOf({}));
  });
});

describe("a line's section", () => {
  it.each([
    ['its property', { itemProperties: [{ name: SECTION_PROPERTY, value: 'Research' }] }],
    ['its cost reference', { accountingCost: 'rsch' }],
    ['its order line', { orderLine: 'Research' }],
  ])('is the one that %s names', (_, line) => {
    expect(sectionOf(line)).toBe('research');
  });

  it("is the one that the document's cost reference names, when the line says nothing", () => {
    expect(sectionOf({}, { accountingCost: 'RSCH' })).toBe('research');
    expect(sectionOf({ accountingCost: 'PLAT' }, { accountingCost: 'RSCH' })).toBe('platform');
  });

  it('is the first of the profile when nothing known is named', () => {
    expect(sectionOf({ accountingCost: '4711' })).toBe('platform');
    const noSections = issue(documentWith(), { ...CONTEXT, sections: [] });
    expect(noSections.lines[0]?.invoiceSectionId).toBeNull();
  });
});

describe("a line's price", () => {
  it.each([
    ['10', undefined, '10'],
    ['0.1', '1000', '0.0001'],
    ['10', '3', '3.3333333333'],
    ['10', '0', '10'],
  ])('of %s for %s units is %s each', (unitPrice, priceBaseQuantity, each) => {
    const line = { ...LINE, unitPrice, ...(priceBaseQuantity !== undefined && { priceBaseQuantity }) };
    expect(issue(documentWith({ lines: [line] }), CONTEXT).lines[0]?.unitPrice).toBe(each);
  });

  it('stands beside name and description', () => {
    const line = { ...LINE, description: 'D4s v5, Norway East' };
    const issued = issue(documentWith({ lines: [line] }), CONTEXT);
    expect(issued.lines[0]?.description).toBe('Virtual machines – D4s v5, Norway East');
  });
});

function referenceOf(changes: Partial<InvoiceDocument>): string | null {
  return issue(documentWith(changes), CONTEXT).paymentReference;
}

function sectionOf(line: Partial<DocumentLine>, changes: Partial<InvoiceDocument> = {}): string | null | undefined {
  return issue(documentWith({ ...changes, lines: [{ ...LINE, ...line }] }), CONTEXT).lines[0]?.invoiceSectionId;
}

function party(name: string, country: string): InvoiceDocument['seller'] {
  return { name, identifiers: [], address: { country } };
}
