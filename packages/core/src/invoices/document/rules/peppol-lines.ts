import { exponentOf } from '../../../money/currency.ts';
import { compareDates } from '../../../shared/calendar-date.ts';
import {
  absolute,
  compareDecimals,
  type Decimal,
  decimal,
  decimalText,
  divideToScale,
  multiply,
} from '../../../shared/decimal.ts';
import type { DocumentLine, Draft, InvoiceDraft } from '../invoice-document.ts';
import { amountText, type Violation, violation } from '../violation.ts';
import { peppolSlackMinor } from './peppol-allowances.ts';

export function peppolLineRules(draft: InvoiceDraft): Violation[] {
  return (draft.lines ?? []).flatMap((line, index) => {
    const path = `lines[${index}]`;
    return [
      baseQuantity(line, path),
      netAmount(line, path, draft),
      grossPrice(line, path),
      period(line, path, draft),
    ].flat();
  });
}

function baseQuantity(line: Draft<DocumentLine>, path: string): Violation[] {
  const violations: Violation[] = [];
  const { priceBaseQuantity, priceBaseUnitCode, unitCode } = line;
  if (priceBaseQuantity !== undefined && compareDecimals(decimal(priceBaseQuantity), decimal('0')) <= 0) {
    const message = `The price is per ${priceBaseQuantity} units. The base quantity must be above zero.`;
    violations.push(violation('PEPPOL-EN16931-R121', `${path}.priceBaseQuantity`, message));
  }
  if (priceBaseUnitCode !== undefined && unitCode !== undefined && priceBaseUnitCode !== unitCode) {
    const message = `The price is per ${priceBaseUnitCode}, but the quantity is in ${unitCode}. Use one unit.`;
    violations.push(violation('PEPPOL-EN16931-R130', `${path}.priceBaseQuantity`, message));
  }
  return violations;
}

/** R120: quantity x price / base quantity + charges - allowances, within 0.02. */
function netAmount(line: Draft<DocumentLine>, path: string, draft: InvoiceDraft): Violation[] {
  const { quantity, unitPrice, netMinor, priceBaseQuantity = '1', allowancesCharges = [] } = line;
  if (quantity === undefined || unitPrice === undefined || netMinor === undefined || !draft.currency) return [];
  if (allowancesCharges.some((each) => each.amountMinor === undefined)) return [];
  const extras = allowancesCharges.reduce(
    (total, each) => total + (each.isCharge ? 1n : -1n) * (each.amountMinor ?? 0n),
    0n,
  );
  const product = multiply(decimal(quantity), decimal(unitPrice));
  const expected = divideToScale(product, divisor(priceBaseQuantity), exponentOf(draft.currency)) + extras;
  if (absolute(expected - netMinor) <= peppolSlackMinor(draft)) return [];
  const sum = `${quantity} at ${unitPrice} per ${priceBaseQuantity}, with allowances and charges, is`;
  const figures = `${sum} ${amountText(expected, draft.currency)}, but the net amount says ${amountText(netMinor, draft.currency)}.`;
  return [violation('PEPPOL-EN16931-R120', `${path}.netMinor`, `${figures} Correct the line.`)];
}

/** A base quantity of zero is reported by R121; the rule for the net amount then counts it as one, as Peppol does. */
function divisor(baseQuantityText: string): Decimal {
  const found = decimal(baseQuantityText);
  return found.unscaled === 0n ? decimal('1') : found;
}

/** R046: net price = gross price - discount. */
function grossPrice(line: Draft<DocumentLine>, path: string): Violation[] {
  const { grossUnitPrice, unitPriceDiscount, unitPrice } = line;
  if (grossUnitPrice === undefined || unitPriceDiscount === undefined || unitPrice === undefined) return [];
  const [gross, discount] = [decimal(grossUnitPrice), decimal(unitPriceDiscount)];
  const scale = Math.max(gross.scale, discount.scale);
  const raised = (value: Decimal) => value.unscaled * 10n ** BigInt(scale - value.scale);
  const net = { unscaled: raised(gross) - raised(discount), scale };
  if (compareDecimals(net, decimal(unitPrice)) === 0) return [];
  const figures = `${grossUnitPrice} less ${unitPriceDiscount} is ${decimalText(net)}, but the price says ${unitPrice}`;
  return [violation('PEPPOL-EN16931-R046', `${path}.unitPrice`, `${figures}. Correct one of the three.`)];
}

/** R110, R111: a line's period lies within the document's. */
function period(line: Draft<DocumentLine>, path: string, draft: InvoiceDraft): Violation[] {
  const violations: Violation[] = [];
  const [whole, part] = [draft.period, line.period];
  if (whole?.startOn && part?.startOn && compareDates(part.startOn, whole.startOn) < 0) {
    const message = `The line's period starts on ${part.startOn}, before the invoicing period starts on ${whole.startOn}.`;
    violations.push(violation('PEPPOL-EN16931-R110', `${path}.period.startOn`, message));
  }
  if (whole?.endOn && part?.endOn && compareDates(part.endOn, whole.endOn) > 0) {
    const message = `The line's period ends on ${part.endOn}, after the invoicing period ends on ${whole.endOn}.`;
    violations.push(violation('PEPPOL-EN16931-R111', `${path}.period.endOn`, message));
  }
  return violations;
}
