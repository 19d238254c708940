import type { Currency } from '../money/currency.ts';
import { allocate, toDecimalString } from '../money/money.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';
import { decimal, multiply, roundToScale } from '../shared/decimal.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { DocumentLine, InvoiceDocument, TaxCategory, Totals } from './document/invoice-document.ts';

/** What crediting needs to know of an invoice. Amounts are minor units, positive. */
export interface CreditableInvoice {
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly currency: Currency;
  readonly seller: InvoiceDocument['seller'];
  readonly buyer: InvoiceDocument['buyer'];
  readonly lines: readonly CreditableLine[];
  /** By category and rate; their sums with tax are what can be credited. */
  readonly taxes: readonly TaxGroup[];
  /** What earlier credit notes took of each group. */
  readonly credited: readonly TaxGroup[];
  /** Of the amount to pay (BT-114), that no credit note has taken back yet. */
  readonly roundingMinor: bigint;
}

export interface CreditableLine {
  readonly lineId: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitCode: string;
  readonly unitPrice: string;
  readonly netMinor: bigint;
  readonly taxCategory: TaxCategory;
  readonly taxRatePercent?: string | undefined;
}

export interface TaxGroup {
  readonly category: TaxCategory;
  readonly ratePercent?: string | undefined;
  readonly taxableMinor: bigint;
  readonly taxMinor: bigint;
}

/** `all`: what is left of the invoice. `amount`: so much with tax. `lines`: those lines whole. */
export type CreditRequest =
  | { readonly kind: 'all' }
  | { readonly kind: 'amount'; readonly amountMinor: bigint }
  | { readonly kind: 'lines'; readonly lineIds: readonly string[] };

export type CreditRejection =
  | { readonly code: 'NothingToCredit' }
  | { readonly code: 'AmountAboveCreditable'; readonly creditableMinor: bigint; readonly currency: Currency }
  | { readonly code: 'InvoiceLineNotFound'; readonly lineId: string };

/** A credit note before it has a number (EN 16931, type 381), its amounts positive as such a document's are. */
export type CreditDocument = Omit<InvoiceDocument, 'number'>;

/**
 * The credit note for an invoice, or a part of it. A part by amount is spread over the rates of tax in proportion to what is left of
 * each, so that tax goes back as it came; nothing is ever credited beyond the invoice, rate by rate.
 */
export function credit(
  invoice: CreditableInvoice,
  request: CreditRequest,
  { issuedOn, reason }: { readonly issuedOn: CalendarDate; readonly reason: string },
): Result<CreditDocument, CreditRejection> {
  const left = groupsLeft(invoice);
  const creditableMinor = grossOf(left) + invoice.roundingMinor - strayMinor(invoice);
  if (creditableMinor <= 0n) return err({ code: 'NothingToCredit' });
  const groups = groupsAsked(invoice, request, left, creditableMinor);
  if (!groups.ok) return groups;
  // What was rounded goes back with the last of it.
  const roundingMinor = groups.value === left ? invoice.roundingMinor : 0n;
  return ok({
    issuedOn,
    kind: 'creditNote',
    typeCode: '381',
    currency: invoice.currency,
    notes: reason === '' ? [] : [reason],
    precedingInvoices: [{ number: invoice.number, issuedOn: invoice.issuedOn }],
    seller: invoice.seller,
    buyer: invoice.buyer,
    paymentMeans: [],
    allowancesCharges: [],
    taxSubtotals: groups.value.map(toSubtotal),
    totals: totalsOf(groups.value, roundingMinor),
    lines: linesOf(invoice, request, groups.value),
  });
}

function groupsLeft({ taxes, credited }: CreditableInvoice): TaxGroup[] {
  return taxes
    .map((group) => {
      const taken = credited.filter((each) => isSameGroup(each, group));
      const takenOf = (which: 'taxableMinor' | 'taxMinor') => taken.reduce((sum, each) => sum + each[which], 0n);
      const taxableMinor = group.taxableMinor - takenOf('taxableMinor');
      return { ...group, taxableMinor, taxMinor: group.taxMinor - takenOf('taxMinor') };
    })
    .filter(({ taxableMinor, taxMinor }) => taxableMinor !== 0n || taxMinor !== 0n);
}

function isSameGroup(one: TaxGroup, other: TaxGroup): boolean {
  return one.category === other.category && (one.ratePercent ?? '') === (other.ratePercent ?? '');
}

function grossOf(groups: readonly TaxGroup[]): bigint {
  return groups.reduce((sum, { taxableMinor, taxMinor }) => sum + taxableMinor + taxMinor, 0n);
}

/** What imported credit notes took at rates that the invoice does not have: of no group, and of the invoice all the same. */
function strayMinor({ taxes, credited }: CreditableInvoice): bigint {
  return grossOf(credited.filter((each) => !taxes.some((group) => isSameGroup(each, group))));
}

function groupsAsked(
  invoice: CreditableInvoice,
  request: CreditRequest,
  left: readonly TaxGroup[],
  creditableMinor: bigint,
): Result<readonly TaxGroup[], CreditRejection> {
  if (request.kind === 'lines') return groupsOfLines(invoice, request.lineIds, left, creditableMinor);
  const { currency } = invoice;
  const amountMinor = request.kind === 'all' ? creditableMinor : request.amountMinor;
  if (amountMinor > creditableMinor) return err({ code: 'AmountAboveCreditable', creditableMinor, currency });
  if (amountMinor === creditableMinor && strayMinor(invoice) === 0n) return ok(left);
  const positive = left.filter(({ taxableMinor, taxMinor }) => taxableMinor + taxMinor > 0n);
  const weights = positive.map((group) => group.taxableMinor + group.taxMinor);
  const shares = allocate({ currency, amountMinor }, weights);
  const groups = positive.map((group, index) => withTax(group, shares[index]?.amountMinor ?? 0n));
  return ok(groups.filter(({ taxableMinor, taxMinor }) => taxableMinor + taxMinor > 0n));
}

/** So much with tax, split into net and tax at the group's own proportion: net is rounded, tax is the rest. */
function withTax(group: TaxGroup, grossMinor: bigint): TaxGroup {
  const wholeMinor = group.taxableMinor + group.taxMinor;
  const taxableMinor = (2n * grossMinor * group.taxableMinor + wholeMinor) / (2n * wholeMinor);
  return { ...group, taxableMinor, taxMinor: grossMinor - taxableMinor };
}

function groupsOfLines(
  { lines, currency }: CreditableInvoice,
  lineIds: readonly string[],
  left: readonly TaxGroup[],
  creditableMinor: bigint,
): Result<readonly TaxGroup[], CreditRejection> {
  const unknown = lineIds.find((lineId) => !lines.some((line) => line.lineId === lineId));
  if (unknown !== undefined) return err({ code: 'InvoiceLineNotFound', lineId: unknown });
  const chosen = lines.filter(({ lineId }) => lineIds.includes(lineId));
  const groups = left.map((group) => {
    const own = chosen.filter((line) =>
      isSameGroup(group, { ...group, category: line.taxCategory, ratePercent: line.taxRatePercent }),
    );
    const taxableMinor = own.reduce((sum, { netMinor }) => sum + netMinor, 0n);
    return { ...group, taxableMinor, taxMinor: taxOn(taxableMinor, group.ratePercent) };
  });
  const tooMuch = groups.some((group, index) => {
    const leftMinor = grossOf(left.slice(index, index + 1));
    return leftMinor > 0n && grossOf([group]) > leftMinor;
  });
  const some = groups.filter(({ taxableMinor }) => taxableMinor !== 0n);
  if (tooMuch || grossOf(some) > creditableMinor)
    return err({ code: 'AmountAboveCreditable', creditableMinor, currency });
  return grossOf(some) > 0n ? ok(some) : err({ code: 'NothingToCredit' });
}

/** BR-CO-17: the taxable amount times the rate, rounded to the minor unit. */
function taxOn(taxableMinor: bigint, ratePercent: string | undefined): bigint {
  if (ratePercent === undefined) return 0n;
  const product = multiply({ unscaled: taxableMinor, scale: 0 }, decimal(ratePercent));
  return roundToScale({ unscaled: product.unscaled, scale: product.scale + 2 }, 0);
}

/** The invoice's own lines where they are credited whole; else one line a rate, which says what it is. */
function linesOf(invoice: CreditableInvoice, request: CreditRequest, groups: readonly TaxGroup[]): DocumentLine[] {
  const netMinor = groups.reduce((sum, group) => sum + group.taxableMinor, 0n);
  const chosen =
    request.kind === 'lines' ? invoice.lines.filter(({ lineId }) => request.lineIds.includes(lineId)) : invoice.lines;
  const isWhole = request.kind !== 'amount' && chosen.reduce((sum, line) => sum + line.netMinor, 0n) === netMinor;
  return isWhole ? chosen.map(toLine) : groups.map((group, index) => groupLine(invoice, group, index));
}

function toLine({ description, taxRatePercent, ...line }: CreditableLine): DocumentLine {
  return {
    ...line,
    name: description,
    ...(taxRatePercent === undefined ? {} : { taxRatePercent }),
    itemProperties: [],
    allowancesCharges: [],
  };
}

function groupLine({ number, currency }: CreditableInvoice, group: TaxGroup, index: number): DocumentLine {
  const rate = group.ratePercent === undefined ? '' : ` (${group.ratePercent} %)`;
  return toLine({
    lineId: String(index + 1),
    description: `${number}${rate}`,
    quantity: '1',
    unitCode: 'C62',
    unitPrice: toDecimalString({ currency, amountMinor: group.taxableMinor }),
    netMinor: group.taxableMinor,
    taxCategory: group.category,
    taxRatePercent: group.ratePercent,
  });
}

function toSubtotal({ category, ratePercent, taxableMinor, taxMinor }: TaxGroup) {
  return { category, ...(ratePercent === undefined ? {} : { ratePercent }), taxableMinor, taxMinor };
}

function totalsOf(groups: readonly TaxGroup[], roundingMinor: bigint): Totals {
  const netMinor = groups.reduce((sum, group) => sum + group.taxableMinor, 0n);
  const taxMinor = groups.reduce((sum, group) => sum + group.taxMinor, 0n);
  return {
    lineNetMinor: netMinor,
    allowanceMinor: 0n,
    chargeMinor: 0n,
    taxExclusiveMinor: netMinor,
    taxMinor,
    taxInclusiveMinor: netMinor + taxMinor,
    prepaidMinor: 0n,
    roundingMinor,
    payableMinor: netMinor + taxMinor + roundingMinor,
  };
}
