import type { InvoiceDraft } from '../invoice-document.ts';
import type { Violation } from '../violation.ts';
import { categoryRules, type RuledCategory } from './category-table.ts';
import { breakdownRules } from './tax-breakdown.ts';
import { intraCommunityRules, notSubjectRules, splitPaymentRules } from './tax-exceptions.ts';
import { identityRules } from './tax-identity.ts';
import { rateRules } from './tax-rates.ts';

export function taxCategoryRules(draft: InvoiceDraft): Violation[] {
  return [
    ...rateRules(draft),
    ...(Object.keys(categoryRules) as RuledCategory[]).flatMap((category) =>
      identityRules(draft, category).concat(breakdownRules(draft, category)),
    ),
    ...intraCommunityRules(draft),
    ...notSubjectRules(draft),
    ...splitPaymentRules(draft),
  ];
}
