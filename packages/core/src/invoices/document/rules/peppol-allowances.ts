import { exponentOf } from '../../../money/currency.ts';
import { applyRate, money } from '../../../money/money.ts';
import { absolute } from '../../../shared/decimal.ts';
import type { Draft, InvoiceDraft, LineAllowanceCharge } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';

/** PEPPOL-EN16931-R040 to R042: percentage and base come together, and the amount follows from them. */
export function peppolAllowanceRules(draft: InvoiceDraft): Violation[] {
  return [
    ...(draft.allowancesCharges ?? []).flatMap((each, index) => check(each, `allowancesCharges[${index}]`, draft)),
    ...(draft.lines ?? []).flatMap((line, lineIndex) =>
      (line.allowancesCharges ?? []).flatMap((each, index) =>
        check(each, `lines[${lineIndex}].allowancesCharges[${index}]`, draft),
      ),
    ),
  ];
}

/** Peppol's slack of 0.02, in minor units; currencies without decimals have none to give. */
export function peppolSlackMinor({ currency }: InvoiceDraft): bigint {
  return currency ? (2n * 10n ** BigInt(exponentOf(currency))) / 100n : 2n;
}

function check(found: Draft<LineAllowanceCharge>, path: string, draft: InvoiceDraft): Violation[] {
  const { percent, baseMinor, amountMinor } = found;
  if (percent === undefined && baseMinor === undefined) return [];
  if (baseMinor === undefined) {
    const message = `The percentage ${percent} is given without the amount that it is taken of. Add the base amount.`;
    return [violation('PEPPOL-EN16931-R041', `${path}.baseMinor`, message)];
  }
  if (percent === undefined) {
    const message = `The base amount ${amountText(baseMinor, draft.currency)} is given without a percentage. Add it.`;
    return [violation('PEPPOL-EN16931-R042', `${path}.percent`, message)];
  }
  if (amountMinor === undefined || draft.currency === undefined) return [];
  const expected = applyRate(money(draft.currency, baseMinor), percent).amountMinor;
  if (absolute(expected - amountMinor) <= peppolSlackMinor(draft)) return [];
  const figures = `${percent} % of ${amountText(baseMinor, draft.currency)} is ${amountText(expected, draft.currency)}`;
  const message = `${figures}, but the amount says ${amountText(amountMinor, draft.currency)}. Correct one of them.`;
  return [violation('PEPPOL-EN16931-R040', `${path}.amountMinor`, message)];
}
