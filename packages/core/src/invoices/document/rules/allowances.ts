import type { AllowanceCharge, Draft, InvoiceDraft, LineAllowanceCharge } from '../invoice-document.ts';
import { type Violation, violation } from '../violation.ts';

type RuleNames = { readonly amount: string; readonly reason: string; readonly category?: string };

const DOCUMENT_ALLOWANCE: RuleNames = { amount: 'BR-31', category: 'BR-32', reason: 'BR-33' };
const DOCUMENT_CHARGE: RuleNames = { amount: 'BR-36', category: 'BR-37', reason: 'BR-38' };
const LINE_ALLOWANCE: RuleNames = { amount: 'BR-41', reason: 'BR-42' };
const LINE_CHARGE: RuleNames = { amount: 'BR-43', reason: 'BR-44' };

export function allowanceRules(draft: InvoiceDraft): Violation[] {
  return [
    ...(draft.allowancesCharges ?? []).flatMap((each, index) =>
      check(each, `allowancesCharges[${index}]`, each.isCharge ? DOCUMENT_CHARGE : DOCUMENT_ALLOWANCE),
    ),
    ...(draft.lines ?? []).flatMap((line, lineIndex) =>
      (line.allowancesCharges ?? []).flatMap((each, index) =>
        check(each, `lines[${lineIndex}].allowancesCharges[${index}]`, each.isCharge ? LINE_CHARGE : LINE_ALLOWANCE),
      ),
    ),
  ];
}

function check(found: Draft<LineAllowanceCharge | AllowanceCharge>, path: string, rules: RuleNames): Violation[] {
  const what = found.isCharge ? 'A charge' : 'An allowance';
  const violations: Violation[] = [];
  if (found.isCharge === undefined) {
    const message = 'It is not said whether this is a charge or an allowance. Say it.';
    violations.push(violation('PEPPOL-EN16931-R043', `${path}.isCharge`, message));
  }
  if (found.amountMinor === undefined) {
    violations.push(violation(rules.amount, `${path}.amountMinor`, `${what} has no amount. Add it.`));
  }
  if (found.reason === undefined && found.reasonCode === undefined) {
    violations.push(violation(rules.reason, `${path}.reason`, `${what} has no reason. Say it in words or by code.`));
  }
  if (rules.category && !('taxCategory' in found && found.taxCategory !== undefined)) {
    violations.push(violation(rules.category, `${path}.taxCategory`, `${what} has no tax category. Add its code.`));
  }
  return violations;
}
