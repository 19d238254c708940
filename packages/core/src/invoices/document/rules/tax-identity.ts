import type { InvoiceDraft } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';
import { type CategoryRules, categoryRules, type RuledCategory } from './category-table.ts';

/** BR-*-02 for lines, -03 for allowances, -04 for charges: the tax numbers that go with the category. */
export function identityRules(draft: InvoiceDraft, category: RuledCategory): Violation[] {
  const rules = categoryRules[category];
  const complaint = sellerComplaint(draft, rules.seller) ?? buyerComplaint(draft, rules.buyer);
  if (!complaint) return [];
  return usesOf(draft, category).map((use) =>
    violation(
      `BR-${rules.prefix}-${use.rule}`,
      complaint.path,
      `${use.what} is in tax category ${category} (${rules.name}), ${complaint.but}`,
    ),
  );
}

type Use = { readonly rule: '02' | '03' | '04'; readonly what: string };

function usesOf({ lines = [], allowancesCharges = [] }: InvoiceDraft, category: RuledCategory): Use[] {
  const uses: Use[] = [];
  if (lines.some((line) => line.taxCategory === category)) uses.push({ rule: '02', what: 'A line' });
  const found = allowancesCharges.filter((each) => each.taxCategory === category);
  if (found.some((each) => !each.isCharge)) uses.push({ rule: '03', what: 'An allowance' });
  if (found.some((each) => each.isCharge)) uses.push({ rule: '04', what: 'A charge' });
  return uses;
}

type Complaint = { readonly path: string; readonly but: string };

function sellerComplaint(draft: InvoiceDraft, rule: CategoryRules['seller']): Complaint | undefined {
  const vatId = draft.seller?.vatId ?? draft.taxRepresentative?.vatId;
  const path = 'seller.vatId';
  switch (rule) {
    case 'vatOrTaxNumber':
      if (vatId ?? draft.seller?.taxRegistrationId) return undefined;
      return { path, but: "but the seller has neither VAT number nor tax registration. Add the seller's number." };
    case 'vatNumber':
      return vatId ? undefined : { path, but: 'but neither seller nor tax representative has a VAT number. Add it.' };
    case 'noVatNumber':
      return vatId ? { path, but: 'but a VAT number of the seller is given. Leave it out, or change it.' } : undefined;
  }
}

function buyerComplaint({ buyer }: InvoiceDraft, rule: CategoryRules['buyer']): Complaint | undefined {
  const path = 'buyer.vatId';
  switch (rule) {
    case 'any':
      return undefined;
    case 'vatNumber':
      return buyer?.vatId ? undefined : { path, but: 'but the buyer has no VAT number. Add it.' };
    case 'vatOrCompanyNumber':
      if (buyer?.vatId ?? buyer?.companyId) return undefined;
      return { path, but: 'but the buyer has neither VAT number nor company registration. Add one.' };
    case 'noVatNumber':
      return buyer?.vatId ? { path, but: "but the buyer's VAT number is given. Leave it out." } : undefined;
  }
}
