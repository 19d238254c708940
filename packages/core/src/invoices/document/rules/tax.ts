import { exponentOf } from '../../../money/currency.ts';
import { applyRate, money } from '../../../money/money.ts';
import { absolute } from '../../../shared/decimal.ts';
import type { Draft, InvoiceDraft, TaxSubtotal } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';

export function taxRules(draft: InvoiceDraft): Violation[] {
  return [
    ...(draft.taxSubtotals ?? []).flatMap((subtotal, index) =>
      missing(subtotal, `taxSubtotals[${index}]`).concat(taxOfSubtotal(subtotal, `taxSubtotals[${index}]`, draft)),
    ),
    ...sumOfTax(draft),
    ...accountingCurrency(draft),
  ];
}

/**
 * Whether the stated tax is the rate of the taxable amount, within one unit of the currency (not one minor unit): the
 * slack that the Schematron files give, because sellers round per line or per document.
 */
export function isTaxOf(subtotal: Draft<TaxSubtotal>, draft: InvoiceDraft): boolean {
  const { taxableMinor, taxMinor, ratePercent } = subtotal;
  if (taxableMinor === undefined || taxMinor === undefined || ratePercent === undefined) return true;
  if (draft.currency === undefined) return true;
  const computed = applyRate(money(draft.currency, taxableMinor), ratePercent).amountMinor;
  return absolute(absolute(taxMinor) - absolute(computed)) < oneUnit(draft);
}

/** One whole unit of the document's currency, in minor units. */
export function oneUnit({ currency }: InvoiceDraft): bigint {
  return 10n ** BigInt(currency ? exponentOf(currency) : 2);
}

const requirements = [
  ['BR-45', 'taxableMinor', 'taxable amount'],
  ['BR-46', 'taxMinor', 'tax amount'],
  ['BR-47', 'category', 'tax category'],
] as const;

function missing(subtotal: Draft<TaxSubtotal>, path: string): Violation[] {
  const violations = requirements
    .filter(([, field]) => subtotal[field] === undefined)
    .map(([rule, field, what]) => violation(rule, `${path}.${field}`, `A part of the tax breakdown has no ${what}.`));
  if (subtotal.ratePercent === undefined && subtotal.category !== 'O') {
    violations.push(violation('BR-48', `${path}.ratePercent`, 'A part of the tax breakdown has no rate. Add it.'));
  }
  return violations;
}

function taxOfSubtotal(subtotal: Draft<TaxSubtotal>, path: string, draft: InvoiceDraft): Violation[] {
  const { taxableMinor, taxMinor, ratePercent = '0' } = subtotal;
  if (taxableMinor === undefined || taxMinor === undefined || isTaxOf(subtotal, draft)) return [];
  const expected = draft.currency ? applyRate(money(draft.currency, taxableMinor), ratePercent).amountMinor : 0n;
  const taxable = amountText(taxableMinor, draft.currency);
  const figures = `${ratePercent} % of ${taxable} is ${amountText(expected, draft.currency)}`;
  const message = `${figures}, but the tax says ${amountText(taxMinor, draft.currency)}. Correct the tax or the rate.`;
  return [violation('BR-CO-17', `${path}.taxMinor`, message)];
}

function accountingCurrency({ taxInAccountingCurrency: found }: InvoiceDraft): Violation[] {
  if (!found) return [];
  if (found.currency === undefined) {
    const message = 'The currency of the tax report is missing. Add its code, or leave the tax report out.';
    return [violation('BR-CL-05', 'taxInAccountingCurrency.currency', message)];
  }
  if (found.taxMinor !== undefined) return [];
  const message = `The tax is to be reported in ${found.currency}, but no total tax in ${found.currency} is given. Add it.`;
  return [violation('BR-53', 'taxInAccountingCurrency.taxMinor', message)];
}

function sumOfTax({ taxSubtotals = [], totals, currency }: InvoiceDraft): Violation[] {
  const stated = totals?.taxMinor;
  if (stated === undefined || taxSubtotals.length === 0) return [];
  if (taxSubtotals.some((subtotal) => subtotal.taxMinor === undefined)) return [];
  const sum = taxSubtotals.reduce((total, subtotal) => total + (subtotal.taxMinor ?? 0n), 0n);
  if (sum === stated) return [];
  const figures = `The tax breakdown adds up to ${amountText(sum, currency)}, but the total tax says ${amountText(stated, currency)}.`;
  return [violation('BR-CO-14', 'totals.taxMinor', `${figures} Correct the figure that is wrong.`)];
}
