import { compareDecimals, decimal } from '../../../shared/decimal.ts';
import type { InvoiceDraft, TaxCategory } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';
import { type CategoryRules, categoryRules } from './category-table.ts';

/** BR-*-05 on lines, -06 on allowances, -07 on charges: the rate that goes with the category. */
export function rateRules(draft: InvoiceDraft): Violation[] {
  return [
    ...(draft.lines ?? []).flatMap((line, index) =>
      rate(line.taxCategory, line.taxRatePercent, '05', `lines[${index}].taxRatePercent`),
    ),
    ...(draft.allowancesCharges ?? []).flatMap((each, index) =>
      rate(
        each.taxCategory,
        each.taxRatePercent,
        each.isCharge ? '07' : '06',
        `allowancesCharges[${index}].taxRatePercent`,
      ),
    ),
  ];
}

function rate(category: TaxCategory | undefined, percent: string | undefined, rule: string, path: string): Violation[] {
  if (category === undefined || category === 'B') return [];
  const rules = categoryRules[category];
  if (isAllowed(rules.rate, percent)) return [];
  const found = percent === undefined ? 'there is no rate' : `the rate is ${percent} %`;
  const message = `Tax category ${category} (${rules.name}) asks for ${sentence[rules.rate]}, but ${found}.`;
  return [violation(`BR-${rules.prefix}-${rule}`, path, message)];
}

const sentence: Readonly<Record<CategoryRules['rate'], string>> = {
  aboveZero: 'a rate above zero',
  zero: 'the rate 0',
  zeroOrMore: 'a rate of zero or more',
  absent: 'no rate at all',
};

function isAllowed(rule: CategoryRules['rate'], percent: string | undefined): boolean {
  if (percent === undefined) return rule === 'absent';
  const sign = compareDecimals(decimal(percent), decimal('0'));
  switch (rule) {
    case 'aboveZero':
      return sign > 0;
    case 'zero':
      return sign === 0;
    case 'zeroOrMore':
      return sign >= 0;
    case 'absent':
      return false;
  }
}
