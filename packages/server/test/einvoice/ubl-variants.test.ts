import { describe, expect, it } from 'vitest';
import { readUbl } from '../../src/einvoice/read-ubl.ts';
import { bytesOf, changed, plainUbl, sampleUbl } from './ubl-sample.ts';

function read(text: string) {
  const result = readUbl(bytesOf(text), 'invoice.xml');
  expect(result.ok ? [] : result.error).toEqual([]);
  if (!result.ok) throw new Error('refused');
  return result.value.document;
}

function readBytes(bytes: Uint8Array) {
  return readUbl(bytes, 'invoice.xml');
}

const zeroRated = '<cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent>';
const asCreditNote = (xml: string) =>
  xml
    .replaceAll('Invoice-2', 'CreditNote-2')
    .replaceAll(/(<\/?)Invoice([ >])/g, '$1CreditNote$2')
    .replaceAll('InvoiceLine>', 'CreditNoteLine>')
    .replaceAll('InvoicedQuantity', 'CreditedQuantity')
    .replace('<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>', '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>')
    .replace('<cbc:DueDate>2026-03-31</cbc:DueDate>', '')
    .replace('<cbc:PaymentID>', '<cbc:PaymentDueDate>2026-04-15</cbc:PaymentDueDate><cbc:PaymentID>');

describe('what a UBL file may look like', () => {
  it('any prefixes, a comment and CDATA change nothing', () => {
    const other = sampleUbl
      .replaceAll(/(<\/?)cac:/g, '$1a:')
      .replaceAll(/(<\/?)cbc:/g, '$1b:')
      .replace('xmlns:cac', 'xmlns:a')
      .replace('xmlns:cbc', 'xmlns:b')
      .replaceAll(/(<\/?)Invoice([ >])/g, '$1ubl:Invoice$2')
      .replace('xmlns=', 'xmlns:ubl=')
      .replace('>Lunch<', '><!-- at noon --><![CDATA[Lunch]]><');
    expect(read(other)).toEqual(read(sampleUbl));
  });

  it.each(['utf-16le', 'utf-16be'] as const)('%s with its byte order mark', (encoding) => {
    const text = `\uFEFF${sampleUbl.replace('UTF-8', 'UTF-16').replace('Lunch', 'Smørbrød')}`;
    const bytes = Buffer.from(text, 'utf16le');
    const result = readBytes(encoding === 'utf-16le' ? bytes : bytes.swap16());
    expect(result).toMatchObject({ ok: true, value: { document: { lines: [{}, { name: 'Smørbrød' }, {}] } } });
  });

  it('ISO-8859-1 as declared', () => {
    const text = sampleUbl.replace('UTF-8', 'ISO-8859-1').replace('Lunch', 'Smørbrød');
    const result = readBytes(Buffer.from(text, 'latin1'));
    expect(result).toMatchObject({ ok: true, value: { document: { lines: [{}, { name: 'Smørbrød' }, {}] } } });
  });

  it('UTF-8 with a byte order mark and Windows line ends', () => {
    expect(read(`\uFEFF${sampleUbl.replaceAll('\n', '\r\n')}`)).toEqual(read(sampleUbl));
  });

  it('amounts with a plus, without a leading zero and with white space around', () => {
    const other = changed(
      changed(plainUbl, '>1389.00<', '>\n +1389. <'),
      '<cbc:PayableRoundingAmount currencyID="NOK">-0.08<',
      '<cbc:PayableRoundingAmount currencyID="NOK">-.08<',
    );
    expect(read(other).totals).toEqual(read(plainUbl).totals);
  });

  it('elements that are not of the standard are passed over', () => {
    const extended = changed(
      sampleUbl,
      '<cbc:ID>2026-17',
      '<x:Own xmlns:x="urn:own"><x:ID>1</x:ID></x:Own><cbc:ID>2026-17',
    );
    expect(read(extended).number).toBe('2026-17');
  });

  it('payment terms in place of a due date', () => {
    const text = changed(
      changed(sampleUbl, '<cbc:DueDate>2026-03-31</cbc:DueDate>\n', ''),
      '<cac:AllowanceCharge>',
      '<cac:PaymentTerms><cbc:Note>\n  30 days\n  net\n</cbc:Note></cac:PaymentTerms><cac:AllowanceCharge>',
    );
    const document = read(text);
    expect(document.paymentTerms).toBe('30 days\nnet');
    expect(document.dueOn).toBeUndefined();
  });

  it.each(['380', '384', '386', '326', '389', '393', '751'])('type code %s is an invoice', (code) => {
    expect(read(sampleUbl.replace('>380<', `>${code}<`))).toMatchObject({ kind: 'invoice', typeCode: code });
  });
});

describe('credit notes', () => {
  it('are read as such, with their due date out of the payment means', () => {
    const document = read(asCreditNote(sampleUbl));
    expect(document).toMatchObject({ kind: 'creditNote', typeCode: '381', dueOn: '2026-04-15' });
    expect(document.lines.map((line) => line.quantity)).toEqual(['730', '1', '2']);
    expect(document.totals).toEqual(read(sampleUbl).totals);
  });

  it('need no due date', () => {
    const text = changed(asCreditNote(sampleUbl), /<cbc:PaymentDueDate>.*?<\/cbc:PaymentDueDate>/, '');
    expect(read(text).dueOn).toBeUndefined();
  });
});

const in3 = (category: string, more = '') => {
  const to = `<cbc:ID>${category}</cbc:ID><cbc:Percent>0</cbc:Percent>`;
  const once = changed(
    sampleUbl,
    `<cac:TaxCategory>${zeroRated}`,
    `<cac:TaxCategory>${to}<cbc:TaxExemptionReasonCode>VATEX-EU-${category}</cbc:TaxExemptionReasonCode>`,
  );
  return changed(once, zeroRated, to).replace('<cac:PaymentMeans>', `${more}<cac:PaymentMeans>`);
};

describe('tax', () => {
  const delivery =
    '<cac:Delivery><cac:DeliveryLocation><cac:Address><cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>';
  const buyerVat =
    '<cac:PartyTaxScheme><cbc:CompanyID>SE987654325</cbc:CompanyID><cac:TaxScheme><cbc:ID>vat</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>';
  const withBuyerVat = (text: string) =>
    changed(
      text,
      '<cac:PartyLegalEntity>\n<cbc:RegistrationName>Fjord',
      `${buyerVat}<cac:PartyLegalEntity>\n<cbc:RegistrationName>Fjord`,
    );

  it.each(['E', 'G'])('category %s with its reason', (category) => {
    expect(read(in3(category)).taxSubtotals[2]).toMatchObject({
      category,
      taxMinor: 0n,
      exemptionReasonCode: `VATEX-EU-${category}`,
    });
  });

  it('reverse charge names the buyer by VAT number', () => {
    expect(read(withBuyerVat(in3('AE'))).taxSubtotals[2]).toMatchObject({ category: 'AE', ratePercent: '0' });
  });

  it('an intra-community supply says where it went', () => {
    expect(read(withBuyerVat(in3('K', delivery))).delivery?.address?.country).toBe('SE');
  });

  it('what is not subject to VAT has no rate and no VAT numbers', () => {
    const category = '<cbc:ID>O</cbc:ID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>';
    const text = sampleUbl
      .replaceAll(
        /<cbc:ID>[SZ]<\/cbc:ID><cbc:Percent>\d+<\/cbc:Percent><cac:TaxScheme><cbc:ID>VAT<\/cbc:ID><\/cac:TaxScheme>/g,
        category,
      )
      .replace(
        /<cac:PartyTaxScheme>.*<\/cac:PartyTaxScheme>/,
        '<cac:PartyIdentification><cbc:ID>12</cbc:ID></cac:PartyIdentification>',
      )
      .replace(
        /<cac:TaxTotal>[^]*<\/cac:TaxTotal>/,
        `<cac:TaxTotal><cbc:TaxAmount currencyID="NOK">0</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="NOK">1233.93</cbc:TaxableAmount><cbc:TaxAmount currencyID="NOK">0</cbc:TaxAmount><cac:TaxCategory>${category.replace('</cbc:ID>', '</cbc:ID><cbc:TaxExemptionReason>Not subject</cbc:TaxExemptionReason>')}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>`,
      )
      .replace(/<cbc:TaxCurrencyCode>.*\n/, '')
      .replace('>1489.08<', '>1233.93<')
      .replace('>1389.00<', '>1133.85<');
    const document = read(text);
    expect(document.taxSubtotals).toEqual([
      { category: 'O', taxableMinor: 123393n, taxMinor: 0n, exemptionReason: 'Not subject' },
    ]);
  });
});

const yen = () =>
  plainUbl
    .replaceAll('NOK', 'JPY')
    .replaceAll(/(currencyID="JPY">-?\d+)\.\d\d</g, '$1<')
    .replace('>1020<', '>1021<')
    .replace('>33<', '>33<')
    .replace(/(<cbc:LineExtensionAmount currencyID="JPY">)1253</, '$11254<')
    .replace('>1000<', '>1001<')
    .replace('>1233<', '>1234<')
    .replace('>1489<', '>1489<')
    .replace('<cbc:PayableRoundingAmount currencyID="JPY">-0<', '<cbc:PayableRoundingAmount currencyID="JPY">0<');

describe('other currencies', () => {
  it('yen have no decimals', () => {
    expect(read(yen()).totals.payableMinor).toBe(1389n);
  });

  it('yen written with zeros are the same yen', () => {
    expect(read(yen().replaceAll(/(currencyID="JPY">\d+)</g, '$1.00<'))).toEqual(read(yen()));
  });

  it('a fraction of a yen is refused', () => {
    const result = readUbl(bytesOf(changed(yen(), '>1389<', '>1389.50<')), 'invoice.xml');
    expect(result).toMatchObject({ ok: false, error: [{ rule: 'ISO-4217' }] });
  });
});
