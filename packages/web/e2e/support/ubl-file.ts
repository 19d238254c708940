import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a small UBL 2.1 invoice of 125.00 NOK, issued on a day of this month and past due, and gives its path. */
export function writeUblFile(number: string, issuedOn: string, dueOn: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'betalt-ubl-')), `${number}.xml`);
  writeFileSync(path, invoice(number, issuedOn, dueOn));
  return path;
}

function invoice(number: string, issuedOn: string, dueOn: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>${issuedOn}</cbc:IssueDate>
  <cbc:DueDate>${dueOn}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
  ${party('AccountingSupplierParty', 'Nordlys Cloud AS', 'NO987654325MVA')}
  ${party('AccountingCustomerParty', 'Fjord Labs AS', 'NO914778271MVA')}
  <cac:TaxTotal>${amount('TaxAmount', '25.00')}
    <cac:TaxSubtotal>${amount('TaxableAmount', '100.00')}${amount('TaxAmount', '25.00')}${category('TaxCategory')}</cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    ${amount('LineExtensionAmount', '100.00')}${amount('TaxExclusiveAmount', '100.00')}
    ${amount('TaxInclusiveAmount', '125.00')}${amount('PayableAmount', '125.00')}
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="HUR">10</cbc:InvoicedQuantity>
    ${amount('LineExtensionAmount', '100.00')}
    <cac:Item><cbc:Name>Imported machine hours</cbc:Name>${category('ClassifiedTaxCategory')}</cac:Item>
    <cac:Price>${amount('PriceAmount', '10')}</cac:Price>
  </cac:InvoiceLine>
</Invoice>
`;
}

function amount(element: string, value: string): string {
  return `<cbc:${element} currencyID="NOK">${value}</cbc:${element}>`;
}

function category(element: string): string {
  return `<cac:${element}><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${element}>`;
}

function party(element: string, name: string, vatId: string): string {
  return `<cac:${element}><cac:Party>
    <cac:PostalAddress><cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>${vatId}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:${element}>`;
}
