import type {
  DocumentLine,
  Draft,
  Identifier,
  ItemProperty,
  Period,
} from '@betalt/core/invoices/document/invoice-document.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { readCategory, readLineAllowancesCharges } from './ubl-amounts.ts';
import { readIdentifier } from './ubl-parties.ts';
import { childrenOf, type UblSource } from './ubl-source.ts';

export function readLines(source: UblSource, root: XmlElement, isCreditNote: boolean): Draft<DocumentLine>[] {
  const name = isCreditNote ? 'cac:CreditNoteLine' : 'cac:InvoiceLine';
  return childrenOf(root, name).map((line, index) => readLine(source, line, `lines[${index}]`, isCreditNote));
}

export function readPeriod(source: UblSource, parent: XmlElement, path: string): Draft<Period> | undefined {
  const found = source.element(parent, 'cac:InvoicePeriod', path);
  if (!found) return undefined;
  return {
    startOn: source.date(found, 'cbc:StartDate', `${path}.startOn`),
    endOn: source.date(found, 'cbc:EndDate', `${path}.endOn`),
  };
}

function readLine(source: UblSource, line: XmlElement, path: string, isCreditNote: boolean): Draft<DocumentLine> {
  source.remember(path, line);
  const quantityName = isCreditNote ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity';
  const quantity = source.element(line, quantityName, `${path}.unitCode`);
  return {
    lineId: source.text(line, 'cbc:ID', `${path}.lineId`),
    note: source.prose(line, 'cbc:Note', `${path}.note`),
    quantity: source.decimal(line, quantityName, `${path}.quantity`),
    unitCode: quantity?.attributes.get('unitCode'),
    netMinor: source.amount(line, 'cbc:LineExtensionAmount', `${path}.netMinor`),
    accountingCost: source.text(line, 'cbc:AccountingCost', `${path}.accountingCost`),
    orderLine: source.text(line, 'cac:OrderLineReference/cbc:LineID', `${path}.orderLine`),
    period: readPeriod(source, line, `${path}.period`),
    allowancesCharges: readLineAllowancesCharges(source, line, path),
    ...readItem(source, line, path),
    ...readPrice(source, line, path),
  };
}

function readItem(source: UblSource, line: XmlElement, path: string) {
  const item = source.element(line, 'cac:Item', `${path}.item`);
  const tax = source.element(item, 'cac:ClassifiedTaxCategory', `${path}.tax`);
  const standardItemId: Draft<Identifier> | undefined = readIdentifier(
    source,
    item,
    'cac:StandardItemIdentification/cbc:ID',
    `${path}.standardItemId`,
  );
  return {
    // A missing item shows its line; the name is where the item should be.
    name: source.text(line, 'cac:Item/cbc:Name', `${path}.name`),
    description: source.prose(item, 'cbc:Description', `${path}.description`),
    sellersItemId: source.text(item, 'cac:SellersItemIdentification/cbc:ID', `${path}.sellersItemId`),
    buyersItemId: source.text(item, 'cac:BuyersItemIdentification/cbc:ID', `${path}.buyersItemId`),
    standardItemId,
    itemProperties: readProperties(source, item, path),
    taxCategory: readCategory(source, tax, `${path}.taxCategory`, 'BR-CL-18'),
    taxRatePercent: source.decimal(tax, 'cbc:Percent', `${path}.taxRatePercent`),
  };
}

function readProperties(source: UblSource, item: XmlElement | undefined, linePath: string): Draft<ItemProperty>[] {
  return childrenOf(item, 'cac:AdditionalItemProperty').map((found, index) => {
    const path = `${linePath}.itemProperties[${index}]`;
    source.remember(path, found);
    return {
      name: source.text(found, 'cbc:Name', `${path}.name`),
      value: source.text(found, 'cbc:Value', `${path}.value`),
    };
  });
}

function readPrice(source: UblSource, line: XmlElement, path: string) {
  const price = source.element(line, 'cac:Price', `${path}.price`);
  const discount = source.element(price, 'cac:AllowanceCharge', `${path}.priceAllowance`);
  const amount = source.element(price, 'cbc:PriceAmount', `${path}.unitPrice`);
  if (amount) source.checkCurrency(amount, `${path}.unitPrice`);
  const base = source.element(price, 'cbc:BaseQuantity', `${path}.priceBaseUnitCode`);
  return {
    unitPrice: source.decimal(line, 'cac:Price/cbc:PriceAmount', `${path}.unitPrice`),
    priceBaseQuantity: source.decimal(price, 'cbc:BaseQuantity', `${path}.priceBaseQuantity`),
    priceBaseUnitCode: base?.attributes.get('unitCode'),
    grossUnitPrice: source.decimal(discount, 'cbc:BaseAmount', `${path}.grossUnitPrice`),
    unitPriceDiscount: source.decimal(discount, 'cbc:Amount', `${path}.unitPriceDiscount`),
  };
}
