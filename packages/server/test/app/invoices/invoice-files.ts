/** What differs between the invoices that tests import. Everything else is one line of 100.00 with 25 % tax. */
export interface FileChanges {
  readonly number?: string;
  readonly currency?: string;
  readonly payable?: string;
  readonly note?: string;
  /** VAT identifier of the seller. */
  readonly seller?: string;
}

/** A small UBL invoice. The currency stands on line 7, the payable amount on line 28. */
export function ublFile(changes: FileChanges = {}): Buffer {
  const { number = 'A-1', currency = 'NOK', payable = '125.00', note = '', seller = 'NO999888777MVA' } = changes;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-11-01</cbc:IssueDate>
  <cbc:DueDate>2026-12-01</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>${note === '' ? 'Thank you' : note}</cbc:Note><cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>
  ${party('AccountingSupplierParty', 'Nordlys Cloud AS', seller)}
  ${party('AccountingCustomerParty', 'Fjord Labs AS', 'NO111222333MVA')}
  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="${currency}">25.00</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="${currency}">100.00</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="${currency}">25.00</cbc:TaxAmount>
      <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="${currency}">100.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="${currency}">100.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="${currency}">125.00</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="${currency}">${payable}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="HUR">10</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="${currency}">100.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Virtual machines</cbc:Name>
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>
        <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="${currency}">10</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
</Invoice>
`);
}

/** The same invoice in the JSON form. */
export function jsonFile({ number = 'A-1', currency = 'NOK', payable = '125.00' }: FileChanges = {}): Buffer {
  return Buffer.from(
    JSON.stringify({
      number,
      specification: 'urn:cen.eu:en16931:2017',
      issuedOn: '2026-11-01',
      dueOn: '2026-12-01',
      currency,
      notes: ['Thank you'],
      seller: jsonParty('Nordlys Cloud AS', 'NO999888777MVA'),
      buyer: jsonParty('Fjord Labs AS', 'NO111222333MVA'),
      taxSubtotals: [{ category: 'S', ratePercent: '25', taxable: '100.00', tax: '25.00' }],
      totals: { lineNet: '100.00', taxExclusive: '100.00', tax: '25.00', taxInclusive: '125.00', payable },
      lines: [
        {
          lineId: '1',
          name: 'Virtual machines',
          quantity: '10',
          unitCode: 'HUR',
          unitPrice: '10',
          net: '100.00',
          taxCategory: 'S',
          taxRatePercent: '25',
        },
      ],
    }),
  );
}

function party(element: string, name: string, vatId: string): string {
  return `<cac:${element}><cac:Party><cac:PostalAddress><cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>${vatId}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:${element}>`;
}

function jsonParty(name: string, vatId: string): object {
  return { name, vatId, address: { country: 'NO' } };
}
