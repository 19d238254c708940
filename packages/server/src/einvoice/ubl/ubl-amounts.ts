import { readTaxCategory } from '@betalt/core/invoices/document/field-text.ts';
import type {
  AllowanceCharge,
  Draft,
  LineAllowanceCharge,
  TaxCategory,
  TaxSubtotal,
  Totals,
} from '@betalt/core/invoices/document/invoice-document.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { isVatScheme } from './ubl-parties.ts';
import { childrenOf, collapsed, type UblSource } from './ubl-source.ts';

/** `taxMinor` stands in cac:TaxTotal: see ubl-tax-totals.ts. */
export function readTotals(source: UblSource, root: XmlElement, taxMinor: bigint | undefined): Draft<Totals> {
  const found = source.element(root, 'cac:LegalMonetaryTotal', 'totals');
  return {
    lineNetMinor: source.amount(found, 'cbc:LineExtensionAmount', 'totals.lineNetMinor'),
    allowanceMinor: source.amountOrZero(found, 'cbc:AllowanceTotalAmount', 'totals.allowanceMinor'),
    chargeMinor: source.amountOrZero(found, 'cbc:ChargeTotalAmount', 'totals.chargeMinor'),
    taxExclusiveMinor: source.amount(found, 'cbc:TaxExclusiveAmount', 'totals.taxExclusiveMinor'),
    taxMinor,
    taxInclusiveMinor: source.amount(found, 'cbc:TaxInclusiveAmount', 'totals.taxInclusiveMinor'),
    prepaidMinor: source.amountOrZero(found, 'cbc:PrepaidAmount', 'totals.prepaidMinor'),
    roundingMinor: source.amountOrZero(found, 'cbc:PayableRoundingAmount', 'totals.roundingMinor'),
    payableMinor: source.amount(found, 'cbc:PayableAmount', 'totals.payableMinor'),
  };
}

export function readTaxSubtotals(source: UblSource, taxTotal: XmlElement | undefined): Draft<TaxSubtotal>[] {
  return childrenOf(taxTotal, 'cac:TaxSubtotal').map((found, index) => {
    const path = `taxSubtotals[${index}]`;
    source.remember(path, found);
    const category = source.element(found, 'cac:TaxCategory', `${path}.taxCategory`);
    return {
      category: readCategory(source, category, `${path}.category`, 'BR-CL-17'),
      ratePercent: source.decimal(category, 'cbc:Percent', `${path}.ratePercent`),
      taxableMinor: source.amount(found, 'cbc:TaxableAmount', `${path}.taxableMinor`),
      taxMinor: source.amount(found, 'cbc:TaxAmount', `${path}.taxMinor`),
      exemptionReason: source.prose(category, 'cbc:TaxExemptionReason', `${path}.exemptionReason`),
      exemptionReasonCode: source.text(category, 'cbc:TaxExemptionReasonCode', `${path}.exemptionReasonCode`),
    };
  });
}

export function readAllowancesCharges(source: UblSource, root: XmlElement): Draft<AllowanceCharge>[] {
  return childrenOf(root, 'cac:AllowanceCharge').map((found, index) => {
    const path = `allowancesCharges[${index}]`;
    const category = source.element(found, 'cac:TaxCategory', `${path}.category`);
    const read = readAllowanceCharge(source, found, path);
    return Object.assign(read, {
      taxCategory: readCategory(source, category, `${path}.taxCategory`, 'BR-CL-17'),
      taxRatePercent: source.decimal(category, 'cbc:Percent', `${path}.taxRatePercent`),
    });
  });
}

export function readLineAllowancesCharges(
  source: UblSource,
  line: XmlElement,
  linePath: string,
): Draft<LineAllowanceCharge>[] {
  return childrenOf(line, 'cac:AllowanceCharge').map((found, index) =>
    readAllowanceCharge(source, found, `${linePath}.allowancesCharges[${index}]`),
  );
}

/** A tax category of a scheme other than VAT is none that EN 16931 knows, and reads as missing. */
export function readCategory(
  source: UblSource,
  element: XmlElement | undefined,
  path: string,
  rule: string,
): TaxCategory | undefined {
  const text = source.text(element, 'cbc:ID', path);
  if (!element || text === undefined || !isVatScheme(element)) return undefined;
  return source.keep(readTaxCategory(text, path, rule));
}

function readAllowanceCharge(source: UblSource, found: XmlElement, path: string): Draft<LineAllowanceCharge> {
  source.remember(path, found);
  const isCharge = readIndicator(source, found, `${path}.isCharge`);
  return {
    isCharge,
    reason: source.text(found, 'cbc:AllowanceChargeReason', `${path}.reason`),
    reasonCode: source.text(found, 'cbc:AllowanceChargeReasonCode', `${path}.reasonCode`),
    amountMinor: source.amount(found, 'cbc:Amount', `${path}.amountMinor`, isCharge),
    baseMinor: source.amount(found, 'cbc:BaseAmount', `${path}.baseMinor`, isCharge),
    percent: source.decimal(found, 'cbc:MultiplierFactorNumeric', `${path}.percent`),
  };
}

function readIndicator(source: UblSource, parent: XmlElement, path: string): boolean | undefined {
  const element = source.element(parent, 'cbc:ChargeIndicator', path);
  const text = collapsed(element?.text ?? '');
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  source.report('PEPPOL-EN16931-R043', path, 'ChargeIndicator says neither true (a charge) nor false (an allowance).');
  return undefined;
}
