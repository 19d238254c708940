import { readCurrency } from '@betalt/core/invoices/document/field-text.ts';
import type { Draft, InvoiceDraft, PrecedingInvoice } from '@betalt/core/invoices/document/invoice-document.ts';
import { isPeppolBilling } from '@betalt/core/invoices/document/rules/peppol.ts';
import { isTypeCode } from '@betalt/core/invoices/document/type-codes.ts';
import type { XmlElement } from '../../xml/xml-tree.ts';
import { readAllowancesCharges, readTotals } from './ubl-amounts.ts';
import { readLines, readPeriod } from './ubl-lines.ts';
import { readDelivery, readParty, readPayee, readTaxRepresentative } from './ubl-parties.ts';
import { readDueOn, readPaymentMeans } from './ubl-payment.ts';
import { childrenOf, collapsed, proseOf, type UblSource } from './ubl-source.ts';
import { readTaxTotals } from './ubl-tax-totals.ts';

/** The neutral document of a UBL Invoice or CreditNote, and in `source` what could not be read. */
export function readUblDocument(source: UblSource, root: XmlElement): InvoiceDraft {
  const currencyCode = source.text(root, 'cbc:DocumentCurrencyCode', 'currency');
  const currency =
    currencyCode === undefined ? undefined : source.keep(readCurrency(currencyCode, 'currency', 'BR-CL-04'));
  source.currency = currency;
  const { taxMinor, ...tax } = readTaxTotals(source, root);
  const draft: InvoiceDraft = {
    currency,
    ...readHeading(source, root),
    ...readReferences(source, root),
    seller: readParty(source, source.element(root, 'cac:AccountingSupplierParty', 'seller'), 'seller'),
    buyer: readParty(source, source.element(root, 'cac:AccountingCustomerParty', 'buyer'), 'buyer'),
    payee: readPayee(source, root),
    taxRepresentative: readTaxRepresentative(source, root),
    delivery: readDelivery(source, root),
    paymentMeans: readPaymentMeans(source, root),
    paymentTerms: source.prose(root, 'cac:PaymentTerms/cbc:Note', 'paymentTerms'),
    allowancesCharges: readAllowancesCharges(source, root),
    totals: readTotals(source, root, taxMinor),
    ...tax,
    lines: readLines(source, root, isCreditNote(root)),
  };
  if (isPeppolBilling(draft)) checkEmptyElements(source, root);
  return draft;
}

function isCreditNote(root: XmlElement): boolean {
  return root.name === 'CreditNote';
}

function readHeading(source: UblSource, root: XmlElement) {
  const specification = source.text(root, 'cbc:CustomizationID', 'specification');
  if (specification === undefined) {
    const message =
      'The file does not say which rules it follows. Add CustomizationID, such as urn:cen.eu:en16931:2017.';
    source.report('BR-01', 'specification', message);
  }
  return {
    specification,
    businessProcess: source.text(root, 'cbc:ProfileID', 'businessProcess'),
    number: source.text(root, 'cbc:ID', 'number'),
    issuedOn: source.date(root, 'cbc:IssueDate', 'issuedOn'),
    dueOn: readDueOn(source, root),
    kind: isCreditNote(root) ? ('creditNote' as const) : ('invoice' as const),
    typeCode: readTypeCode(source, root),
    taxPointOn: source.date(root, 'cbc:TaxPointDate', 'taxPointOn'),
    taxPointCode: source.text(root, 'cac:InvoicePeriod/cbc:DescriptionCode', 'taxPointCode'),
    period: readPeriod(source, root, 'period'),
    notes: childrenOf(root, 'cbc:Note')
      .map((note) => proseOf(note.text))
      .filter((note) => note !== ''),
  };
}

function readTypeCode(source: UblSource, root: XmlElement): string | undefined {
  const kind = isCreditNote(root) ? 'creditNote' : 'invoice';
  const code = source.text(root, isCreditNote(root) ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', 'typeCode');
  if (code === undefined || isTypeCode(kind, code)) return code;
  const such = isCreditNote(root) ? 'a credit note, such as 381' : 'an invoice, such as 380';
  source.report('BR-CL-01', 'typeCode', `${JSON.stringify(code)} is not a type code of UNTDID 1001 for ${such}.`);
  return undefined;
}

function readReferences(source: UblSource, root: XmlElement) {
  return {
    buyerReference: source.text(root, 'cbc:BuyerReference', 'buyerReference'),
    purchaseOrder: source.text(root, 'cac:OrderReference/cbc:ID', 'purchaseOrder'),
    salesOrder: source.text(root, 'cac:OrderReference/cbc:SalesOrderID', 'salesOrder'),
    contract: source.text(root, 'cac:ContractDocumentReference/cbc:ID', 'contract'),
    project: readProject(source, root),
    accountingCost: source.text(root, 'cbc:AccountingCost', 'accountingCost'),
    precedingInvoices: readPrecedingInvoices(source, root),
  };
}

/** UBL's credit note has no ProjectReference; there it is a document reference of type 50. */
function readProject(source: UblSource, root: XmlElement): string | undefined {
  if (!isCreditNote(root)) return source.text(root, 'cac:ProjectReference/cbc:ID', 'project');
  const references = childrenOf(root, 'cac:AdditionalDocumentReference');
  const project = references.find(
    (each) => collapsed(childrenOf(each, 'cbc:DocumentTypeCode')[0]?.text ?? '') === '50',
  );
  return source.text(project, 'cbc:ID', 'project');
}

function readPrecedingInvoices(source: UblSource, root: XmlElement): Draft<PrecedingInvoice>[] {
  return childrenOf(root, 'cac:BillingReference').map((found, index) => {
    const path = `precedingInvoices[${index}]`;
    source.remember(path, found);
    return {
      number: source.text(found, 'cac:InvoiceDocumentReference/cbc:ID', `${path}.number`),
      issuedOn: source.date(found, 'cac:InvoiceDocumentReference/cbc:IssueDate', `${path}.issuedOn`),
    };
  });
}

/** PEPPOL-EN16931-R008. The tree is shallow by then: readXml bounds its depth. */
function checkEmptyElements(source: UblSource, element: XmlElement): void {
  if (source.isFull()) return;
  if (element.children.length === 0 && collapsed(element.text) === '') {
    const path = `element.${element.offset}`;
    source.remember(path, element);
    source.report('PEPPOL-EN16931-R008', path, `The element ${element.name} is empty. Fill it or leave it out.`);
  }
  for (const child of element.children) checkEmptyElements(source, child);
}
