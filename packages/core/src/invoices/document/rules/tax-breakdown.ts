import { absolute, compareDecimals, decimal } from '../../../shared/decimal.ts';
import type { AllowanceCharge, Draft, InvoiceDraft, TaxSubtotal } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';
import { type CategoryRules, categoryRules, type RuledCategory } from './category-table.ts';
import { isTaxOf, oneUnit } from './tax.ts';

/** BR-*-01 (is there a part for the category), -08 (its base), -09 (its tax), -10 (its exemption reason). */
export function breakdownRules(draft: InvoiceDraft, category: RuledCategory): Violation[] {
  const rules = categoryRules[category];
  return [
    ...partsOf(draft, category, rules),
    ...(draft.taxSubtotals ?? []).flatMap((subtotal, index) => {
      if (subtotal.category !== category) return [];
      const path = `taxSubtotals[${index}]`;
      return [
        base(draft, subtotal, path, rules),
        tax(draft, subtotal, path, rules),
        exemption(subtotal, path, rules),
      ].flat();
    }),
  ];
}

function partsOf(draft: InvoiceDraft, category: RuledCategory, rules: CategoryRules): Violation[] {
  const taxed = bases(draft);
  const subtotals = draft.taxSubtotals ?? [];
  if (!draft.lines?.length || subtotals.length === 0) return [];
  if ([...taxed, ...subtotals].some((each) => each.category === undefined)) return [];
  const parts = subtotals.filter((subtotal) => subtotal.category === category).length;
  const isUsed = taxed.some((each) => each.category === category);
  const isRight = rules.breakdown === 'perRate' ? isUsed === parts > 0 : parts === (isUsed || parts > 0 ? 1 : 0);
  if (isRight) return [];
  const name = `tax category ${category} (${rules.name})`;
  const message = isUsed
    ? `Lines, allowances or charges are in ${name}, but the tax breakdown has ${parts} parts for it. Give ${wanted(rules)}.`
    : `The tax breakdown has ${parts} parts for ${name}, but nothing is in it. Remove them or correct the lines.`;
  return [violation(`BR-${rules.prefix}-01`, 'taxSubtotals', message)];
}

function wanted(rules: CategoryRules): string {
  return rules.breakdown === 'perRate' ? 'one for each rate' : 'one';
}

/**
 * The taxable amount is the sum of what is in the category (and rate). Where there are rates the Schematron files give a
 * slack of less than one unit of the currency; elsewhere it is exact.
 */
function base(draft: InvoiceDraft, subtotal: Draft<TaxSubtotal>, path: string, rules: CategoryRules): Violation[] {
  const stated = subtotal.taxableMinor;
  if (stated === undefined || (rules.breakdown === 'perRate' && subtotal.ratePercent === undefined)) return [];
  const taxed = bases(draft);
  const matching = taxed.filter((each) => isIn(each, subtotal, rules));
  if (!draft.lines?.length || taxed.some((each) => each.category === undefined)) return [];
  if (matching.some((each) => each.amountMinor === undefined)) return [];
  const computed = matching.reduce((total, each) => total + (each.amountMinor ?? 0n), 0n);
  const slack = rules.breakdown === 'perRate' ? oneUnit(draft) - 1n : 0n;
  const isMissing = rules.rate === 'aboveZero' && matching.length === 0;
  if (!isMissing && absolute(stated - computed) <= slack) return [];
  const where = rules.breakdown === 'perRate' ? `${subtotal.category} at ${subtotal.ratePercent} %` : subtotal.category;
  const figures = `Lines and charges less allowances in tax category ${where} add up to ${amountText(computed, draft.currency)}`;
  const message = `${figures}, but the taxable amount says ${amountText(stated, draft.currency)}. Correct the figure that is wrong.`;
  return [violation(`BR-${rules.prefix}-08`, `${path}.taxableMinor`, message)];
}

function tax(draft: InvoiceDraft, subtotal: Draft<TaxSubtotal>, path: string, rules: CategoryRules): Violation[] {
  const stated = subtotal.taxMinor;
  if (stated === undefined) return [];
  const isRight = rules.breakdown === 'perRate' ? isTaxOf(subtotal, draft) : stated === 0n;
  if (isRight) return [];
  const says = `the tax says ${amountText(stated, draft.currency)}`;
  const message =
    rules.breakdown === 'perRate'
      ? `In tax category ${subtotal.category} the tax is the rate of the taxable amount, but ${says}.`
      : `Tax category ${subtotal.category} (${rules.name}) has no tax, but ${says}. Set it to zero or change the category.`;
  return [violation(`BR-${rules.prefix}-09`, `${path}.taxMinor`, message)];
}

function exemption(subtotal: Draft<TaxSubtotal>, path: string, rules: CategoryRules): Violation[] {
  const hasReason = subtotal.exemptionReason !== undefined || subtotal.exemptionReasonCode !== undefined;
  if (hasReason === (rules.exemptionReason === 'required')) return [];
  const name = `Tax category ${subtotal.category} (${rules.name})`;
  const message = hasReason
    ? `${name} is not an exemption, but an exemption reason is given. Leave it out.`
    : `${name} needs an exemption reason, in words or by code. Add it.`;
  return [violation(`BR-${rules.prefix}-10`, `${path}.exemptionReason`, message)];
}

type Base = {
  readonly category: string | undefined;
  readonly ratePercent: string | undefined;
  readonly amountMinor: bigint | undefined;
};

/** Everything that is taxed, with the sign that it has in the sum. */
function bases({ lines = [], allowancesCharges = [] }: InvoiceDraft): Base[] {
  return [
    ...lines.map((line) => ({
      category: line.taxCategory,
      ratePercent: line.taxRatePercent,
      amountMinor: line.netMinor,
    })),
    ...allowancesCharges.map((each) => ({
      category: each.taxCategory,
      ratePercent: each.taxRatePercent,
      amountMinor: signedAmount(each),
    })),
  ];
}

function signedAmount({ amountMinor, isCharge }: Draft<AllowanceCharge>): bigint | undefined {
  if (amountMinor === undefined || isCharge === undefined) return undefined;
  return isCharge ? amountMinor : -amountMinor;
}

function isIn(each: Base, subtotal: Draft<TaxSubtotal>, rules: CategoryRules): boolean {
  if (each.category !== subtotal.category) return false;
  if (rules.breakdown === 'single') return true;
  if (each.ratePercent === undefined || subtotal.ratePercent === undefined) return false;
  return compareDecimals(decimal(each.ratePercent), decimal(subtotal.ratePercent)) === 0;
}
