const tax = (category: string, percent: string) =>
  `<cbc:ID>${category}</cbc:ID><cbc:Percent>${percent}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>`;

/** A whole Peppol invoice that breaks no rule and has a figure for every sum. One element a line, so that places show. */
export const sampleUbl = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>2026-17</cbc:ID>
<cbc:IssueDate>2026-03-01</cbc:IssueDate>
<cbc:DueDate>2026-03-31</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:Note>February</cbc:Note>
<cbc:TaxPointDate>2026-02-28</cbc:TaxPointDate>
<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
<cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>
<cbc:BuyerReference>Kari</cbc:BuyerReference>
<cac:InvoicePeriod>
<cbc:StartDate>2026-02-01</cbc:StartDate>
<cbc:EndDate>2026-02-28</cbc:EndDate>
</cac:InvoicePeriod>
<cac:BillingReference>
<cac:InvoiceDocumentReference><cbc:ID>2026-9</cbc:ID></cac:InvoiceDocumentReference>
</cac:BillingReference>
<cac:AdditionalDocumentReference>
<cbc:ID>Usage</cbc:ID>
<cac:Attachment>
<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="usage.csv">YSxiCg==</cbc:EmbeddedDocumentBinaryObject>
</cac:Attachment>
</cac:AdditionalDocumentReference>
<cac:AccountingSupplierParty><cac:Party>
<cbc:EndpointID schemeID="0192">974760673</cbc:EndpointID>
<cac:PostalAddress>
<cbc:CityName>Oslo</cbc:CityName>
<cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>NO974760673MVA</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity>
<cbc:RegistrationName>Nordlys Cloud AS</cbc:RegistrationName>
</cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party>
<cbc:EndpointID schemeID="0192">987654325</cbc:EndpointID>
<cac:PostalAddress>
<cbc:CityName>Bergen</cbc:CityName>
<cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyLegalEntity>
<cbc:RegistrationName>Fjord Labs AS</cbc:RegistrationName>
</cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans>
<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>
<cbc:PaymentID>1234566</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>NO9386011117947</cbc:ID></cac:PayeeFinancialAccount>
</cac:PaymentMeans>
<cac:AllowanceCharge>
<cbc:ChargeIndicator>false</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason>
<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>
<cbc:Amount currencyID="NOK">50.00</cbc:Amount>
<cbc:BaseAmount currencyID="NOK">500.00</cbc:BaseAmount>
<cac:TaxCategory>${tax('S', '25')}</cac:TaxCategory>
</cac:AllowanceCharge>
<cac:AllowanceCharge>
<cbc:ChargeIndicator>true</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>
<cbc:Amount currencyID="NOK">30.00</cbc:Amount>
<cac:TaxCategory>${tax('S', '25')}</cac:TaxCategory>
</cac:AllowanceCharge>
<cac:TaxTotal>
<cbc:TaxAmount currencyID="NOK">255.15</cbc:TaxAmount>
<cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="NOK">1000.60</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="NOK">250.15</cbc:TaxAmount>
<cac:TaxCategory>${tax('S', '25')}</cac:TaxCategory>
</cac:TaxSubtotal>
<cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="NOK">33.33</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="NOK">5.00</cbc:TaxAmount>
<cac:TaxCategory>${tax('S', '15')}</cac:TaxCategory>
</cac:TaxSubtotal>
<cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="NOK">200.00</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="NOK">0.00</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
</cac:TaxSubtotal>
</cac:TaxTotal>
<cac:TaxTotal>
<cbc:TaxAmount currencyID="SEK">260.00</cbc:TaxAmount>
</cac:TaxTotal>
<cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="NOK">1253.93</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="NOK">1233.93</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="NOK">1489.08</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount currencyID="NOK">50.00</cbc:AllowanceTotalAmount>
<cbc:ChargeTotalAmount currencyID="NOK">30.00</cbc:ChargeTotalAmount>
<cbc:PrepaidAmount currencyID="NOK">100.00</cbc:PrepaidAmount>
<cbc:PayableRoundingAmount currencyID="NOK">-0.08</cbc:PayableRoundingAmount>
<cbc:PayableAmount currencyID="NOK">1389.00</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
<cac:InvoiceLine>
<cbc:ID>1</cbc:ID>
<cbc:InvoicedQuantity unitCode="HUR">730</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="NOK">1020.60</cbc:LineExtensionAmount>
<cac:InvoicePeriod>
<cbc:StartDate>2026-02-01</cbc:StartDate>
<cbc:EndDate>2026-02-28</cbc:EndDate>
</cac:InvoicePeriod>
<cac:AllowanceCharge>
<cbc:ChargeIndicator>false</cbc:ChargeIndicator>
<cbc:AllowanceChargeReason>Reserved</cbc:AllowanceChargeReason>
<cbc:Amount currencyID="NOK">1.40</cbc:Amount>
</cac:AllowanceCharge>
<cac:Item>
<cbc:Name>Virtual machine</cbc:Name>
<cac:StandardItemIdentification><cbc:ID schemeID="0160">7300010000001</cbc:ID></cac:StandardItemIdentification>
<cac:ClassifiedTaxCategory>${tax('S', '25')}</cac:ClassifiedTaxCategory>
<cac:AdditionalItemProperty><cbc:Name>region</cbc:Name><cbc:Value>Norway East</cbc:Value></cac:AdditionalItemProperty>
</cac:Item>
<cac:Price>
<cbc:PriceAmount currencyID="NOK">14.00</cbc:PriceAmount>
<cbc:BaseQuantity unitCode="HUR">10</cbc:BaseQuantity>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="NOK">1.00</cbc:Amount><cbc:BaseAmount currencyID="NOK">15.00</cbc:BaseAmount></cac:AllowanceCharge>
</cac:Price>
</cac:InvoiceLine>
<cac:InvoiceLine>
<cbc:ID>2</cbc:ID>
<cbc:InvoicedQuantity unitCode="EA">1</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="NOK">33.33</cbc:LineExtensionAmount>
<cac:Item>
<cbc:Name>Lunch</cbc:Name>
<cac:ClassifiedTaxCategory>${tax('S', '15')}</cac:ClassifiedTaxCategory>
</cac:Item>
<cac:Price>
<cbc:PriceAmount currencyID="NOK">33.33</cbc:PriceAmount>
</cac:Price>
</cac:InvoiceLine>
<cac:InvoiceLine>
<cbc:ID>3</cbc:ID>
<cbc:InvoicedQuantity unitCode="EA">2</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="NOK">200.00</cbc:LineExtensionAmount>
<cac:Item>
<cbc:Name>Book</cbc:Name>
<cac:ClassifiedTaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
</cac:Item>
<cac:Price>
<cbc:PriceAmount currencyID="NOK">100.00</cbc:PriceAmount>
</cac:Price>
</cac:InvoiceLine>
</Invoice>
`;

/** The same as EN 16931 alone would have it: without Peppol's further rules. */
export const plainUbl = sampleUbl.replace(/#compliant#[^<]*/, '');

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Replaces text that must be there, so that no mutation is a mutation of nothing. */
export function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  if (result === text) throw new Error(`nothing to change: ${from}`);
  return result;
}
