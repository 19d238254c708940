import { toDecimalString } from '../money/money.ts';
import type { AllowanceCharge, InvoiceDocument } from './document/invoice-document.ts';
import type { DueDateAssumption } from './issue-due-date.ts';

/**
 * What a document says that no column holds, kept as JSON beside the invoice: parties as they were on the day, how to pay,
 * notes. Amounts are decimal strings in the invoice's currency, '1234.50'.
 */
export type IssuedParties = {
  readonly seller: InvoiceDocument['seller'];
  readonly buyer: InvoiceDocument['buyer'];
  readonly payee?: InvoiceDocument['payee'];
  readonly taxRepresentative?: InvoiceDocument['taxRepresentative'];
  readonly delivery?: InvoiceDocument['delivery'];
  readonly paymentMeans: InvoiceDocument['paymentMeans'];
  readonly paymentTerms?: string;
  readonly notes: readonly string[];
  readonly typeCode: string;
  readonly buyerReference?: string;
  readonly salesOrder?: string;
  readonly contract?: string;
  readonly project?: string;
  readonly precedingInvoices: InvoiceDocument['precedingInvoices'];
  readonly allowancesCharges: readonly IssuedAllowanceCharge[];
  readonly prepaid: string;
  readonly rounding: string;
  /** What Betalt took for granted where the document was silent. */
  readonly assumptions: readonly DueDateAssumption[];
};

export type IssuedAllowanceCharge = {
  readonly isCharge: boolean;
  readonly reason?: string;
  readonly amount: string;
  readonly taxCategory: string;
  readonly taxRatePercent?: string;
};

export function partiesOf(document: InvoiceDocument, assumption: DueDateAssumption | undefined): IssuedParties {
  const { seller, buyer, paymentMeans, notes, typeCode, precedingInvoices, totals, currency } = document;
  const amount = (amountMinor: bigint) => toDecimalString({ currency, amountMinor });
  return {
    seller,
    buyer,
    paymentMeans,
    notes,
    typeCode,
    precedingInvoices,
    ...spoken(document),
    allowancesCharges: document.allowancesCharges.map((each) => allowanceCharge(each, amount)),
    prepaid: amount(totals.prepaidMinor),
    rounding: amount(totals.roundingMinor),
    assumptions: assumption === undefined ? [] : [assumption],
  };
}

/** The optional terms, where the document has them. */
function spoken({ payee, taxRepresentative, delivery, ...document }: InvoiceDocument) {
  const { paymentTerms, buyerReference, salesOrder, contract, project } = document;
  return {
    ...(payee && { payee }),
    ...(taxRepresentative && { taxRepresentative }),
    ...(delivery && { delivery }),
    ...(paymentTerms !== undefined && { paymentTerms }),
    ...(buyerReference !== undefined && { buyerReference }),
    ...(salesOrder !== undefined && { salesOrder }),
    ...(contract !== undefined && { contract }),
    ...(project !== undefined && { project }),
  };
}

function allowanceCharge(each: AllowanceCharge, amount: (minor: bigint) => string): IssuedAllowanceCharge {
  return {
    isCharge: each.isCharge,
    ...(each.reason !== undefined && { reason: each.reason }),
    amount: amount(each.amountMinor),
    taxCategory: each.taxCategory,
    ...(each.taxRatePercent !== undefined && { taxRatePercent: each.taxRatePercent }),
  };
}
