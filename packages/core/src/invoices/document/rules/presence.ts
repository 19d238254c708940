import type { InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

type Requirement = readonly [rule: string, path: string, what: string, find: (draft: InvoiceDraft) => unknown];

const requirements: readonly Requirement[] = [
  ['BR-02', 'number', 'an invoice number', (draft) => draft.number],
  ['BR-03', 'issuedOn', 'an issue date', (draft) => draft.issuedOn],
  ['BR-04', 'typeCode', 'a type code', (draft) => draft.typeCode],
  ['BR-05', 'currency', 'a currency code', (draft) => draft.currency],
  ['BR-06', 'seller.name', "the seller's registered name", (draft) => draft.seller?.name],
  ['BR-07', 'buyer.name', "the buyer's registered name", (draft) => draft.buyer?.name],
  ['BR-08', 'seller.address', "the seller's postal address", (draft) => draft.seller?.address],
  ['BR-10', 'buyer.address', "the buyer's postal address", (draft) => draft.buyer?.address],
  ['BR-12', 'totals.lineNetMinor', 'the sum of line net amounts', (draft) => draft.totals?.lineNetMinor],
  ['BR-13', 'totals.taxExclusiveMinor', 'the total without tax', (draft) => draft.totals?.taxExclusiveMinor],
  ['BR-14', 'totals.taxInclusiveMinor', 'the total with tax', (draft) => draft.totals?.taxInclusiveMinor],
  ['BR-15', 'totals.payableMinor', 'the amount due for payment', (draft) => draft.totals?.payableMinor],
  ['BR-CO-15', 'totals.taxMinor', 'the total tax in the currency of the invoice', (draft) => draft.totals?.taxMinor],
  ['BR-16', 'lines', 'at least one line', (draft) => draft.lines?.[0]],
  ['BR-CO-18', 'taxSubtotals', 'a tax breakdown', (draft) => draft.taxSubtotals?.[0]],
];

export function presenceRules(draft: InvoiceDraft): Violation[] {
  return requirements
    .filter(([, , , find]) => find(draft) === undefined)
    .map(([rule, path, what]) => violation(rule, path, `The document lacks ${what}. Add it.`));
}
