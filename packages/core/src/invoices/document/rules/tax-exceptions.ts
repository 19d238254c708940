import type { InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

/** An intra-community supply says when and to which country it went (BR-IC-11, BR-IC-12). */
export function intraCommunityRules(draft: InvoiceDraft): Violation[] {
  const index = indexOfPart(draft, 'K');
  if (index < 0) return [];
  const violations: Violation[] = [];
  if (draft.delivery?.on === undefined && draft.period === undefined && draft.taxPointCode === undefined) {
    const message = 'An intra-community supply needs the date of delivery or an invoicing period. Add one.';
    violations.push(violation('BR-IC-11', 'delivery.on', message));
  }
  if (draft.delivery?.address?.country === undefined) {
    const message = 'An intra-community supply needs the country of delivery. Add the delivery address.';
    violations.push(violation('BR-IC-12', 'delivery.address.country', message));
  }
  return violations;
}

/** What is not subject to VAT stands alone (BR-O-11 to BR-O-14). */
export function notSubjectRules(draft: InvoiceDraft): Violation[] {
  if (indexOfPart(draft, 'O') < 0) return [];
  const advice = 'is not subject to VAT as a whole. Send the taxed part as a document of its own.';
  const found: Violation[] = [];
  const add = (rule: string, path: string, what: string, index: number) => {
    if (index >= 0) found.push(violation(rule, `${path}[${index}]`, `${what} is taxed, but the document ${advice}`));
  };
  const { taxSubtotals = [], lines = [], allowancesCharges = [] } = draft;
  add(
    'BR-O-11',
    'taxSubtotals',
    'A part of the breakdown',
    taxSubtotals.findIndex((part) => isTaxed(part.category)),
  );
  add(
    'BR-O-12',
    'lines',
    'A line',
    lines.findIndex((line) => isTaxed(line.taxCategory)),
  );
  const allowance = allowancesCharges.findIndex((each) => !each.isCharge && isTaxed(each.taxCategory));
  const charge = allowancesCharges.findIndex((each) => each.isCharge && isTaxed(each.taxCategory));
  add('BR-O-13', 'allowancesCharges', 'An allowance', allowance);
  add('BR-O-14', 'allowancesCharges', 'A charge', charge);
  return found;
}

/** Split payment is Italian and does not mix with the standard rate (BR-B-01, BR-B-02). */
export function splitPaymentRules(draft: InvoiceDraft): Violation[] {
  const categories = categoriesOf(draft);
  if (!categories.has('B')) return [];
  const violations: Violation[] = [];
  const countries = [draft.seller, draft.buyer].map((party) => party?.address?.country);
  const abroad = countries.find((country) => country !== undefined && country !== 'IT');
  if (abroad !== undefined) {
    const message = `Tax category B (split payment) is for Italian invoices, but a party is in ${abroad}.`;
    violations.push(violation('BR-B-01', 'taxSubtotals', message));
  }
  if (categories.has('S')) {
    const message = 'Tax categories B (split payment) and S (standard rated) are both used. Use one of them.';
    violations.push(violation('BR-B-02', 'taxSubtotals', message));
  }
  return violations;
}

function isTaxed(category: string | undefined): boolean {
  return category !== undefined && category !== 'O';
}

function indexOfPart({ taxSubtotals = [] }: InvoiceDraft, category: string): number {
  return taxSubtotals.findIndex((part) => part.category === category);
}

function categoriesOf({
  taxSubtotals = [],
  lines = [],
  allowancesCharges = [],
}: InvoiceDraft): Set<string | undefined> {
  return new Set([
    ...taxSubtotals.map((part) => part.category),
    ...lines.map((line) => line.taxCategory),
    ...allowancesCharges.map((each) => each.taxCategory),
  ]);
}
