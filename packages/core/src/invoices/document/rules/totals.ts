import type { Draft, InvoiceDraft, Totals } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';

/** The sums of the document, to the minor unit. */
export function totalRules(draft: InvoiceDraft): Violation[] {
  const totals = draft.totals;
  if (!totals) return [];
  return sums.flatMap((rule) => disagreement(rule, rule.compute(draft, totals), totals, draft));
}

type SumRule = {
  readonly rule: string;
  readonly field: keyof Totals;
  readonly says: string;
  readonly comesTo: string;
  /** Undefined when a figure that is needed is missing; that is reported elsewhere. */
  readonly compute: (draft: InvoiceDraft, totals: Draft<Totals>) => bigint | undefined;
};

const sums: readonly SumRule[] = [
  {
    rule: 'BR-CO-10',
    field: 'lineNetMinor',
    says: 'the sum of line net amounts',
    comesTo: 'The net amounts of the lines add up to',
    compute: ({ lines = [] }) => (lines.length > 0 ? sum(lines.map((line) => line.netMinor)) : undefined),
  },
  {
    rule: 'BR-CO-11',
    field: 'allowanceMinor',
    says: 'the sum of allowances',
    comesTo: 'The allowances of the document add up to',
    compute: (draft) => sum(amounts(draft, false)),
  },
  {
    rule: 'BR-CO-12',
    field: 'chargeMinor',
    says: 'the sum of charges',
    comesTo: 'The charges of the document add up to',
    compute: (draft) => sum(amounts(draft, true)),
  },
  {
    rule: 'BR-CO-13',
    field: 'taxExclusiveMinor',
    says: 'the total without tax',
    comesTo: 'Line net amounts less allowances plus charges are',
    compute: (_, totals) => sum([totals.lineNetMinor, negative(totals.allowanceMinor), totals.chargeMinor]),
  },
  {
    rule: 'BR-CO-15',
    field: 'taxInclusiveMinor',
    says: 'the total with tax',
    comesTo: 'The total without tax plus the tax is',
    compute: (_, totals) => sum([totals.taxExclusiveMinor, totals.taxMinor]),
  },
  {
    rule: 'BR-CO-16',
    field: 'payableMinor',
    says: 'the amount due',
    comesTo: 'The total with tax less what is paid already plus rounding is',
    compute: (_, totals) => sum([totals.taxInclusiveMinor, negative(totals.prepaidMinor), totals.roundingMinor]),
  },
];

function disagreement(
  { rule, field, says, comesTo }: SumRule,
  computed: bigint | undefined,
  totals: Draft<Totals>,
  { currency }: InvoiceDraft,
): Violation[] {
  const stated = totals[field];
  if (computed === undefined || stated === undefined || computed === stated) return [];
  const figures = `${comesTo} ${amountText(computed, currency)}, but ${says} says ${amountText(stated, currency)}.`;
  return [violation(rule, `totals.${field}`, `${figures} Correct the figure that is wrong.`)];
}

function amounts({ allowancesCharges = [] }: InvoiceDraft, isCharge: boolean): (bigint | undefined)[] {
  if (allowancesCharges.some((each) => each.isCharge === undefined)) return [undefined];
  return allowancesCharges.filter((each) => each.isCharge === isCharge).map((each) => each.amountMinor);
}

function sum(figures: readonly (bigint | undefined)[]): bigint | undefined {
  let total = 0n;
  for (const figure of figures) {
    if (figure === undefined) return undefined;
    total += figure;
  }
  return total;
}

function negative(figure: bigint | undefined): bigint | undefined {
  return figure === undefined ? undefined : -figure;
}
