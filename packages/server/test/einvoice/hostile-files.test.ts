import { describe, expect, it } from 'vitest';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';
import { bytesOf, changed, sampleUbl } from './ubl-sample.ts';

function refusal(bytes: Uint8Array | string) {
  const result = readInvoiceFile(typeof bytes === 'string' ? bytesOf(bytes) : bytes, 'file.xml');
  if (result.ok) throw new Error('it was read');
  return result.error;
}

const inRoot = (xml: string) => changed(sampleUbl, '<cbc:ID>2026-17', `${xml}<cbc:ID>2026-17`);

describe('files that are not invoices', () => {
  it.each([
    ['', 'empty-file', 'empty'],
    ['%PDF-1.7 …', 'not-ubl', 'a PDF'],
    ['PK\u0003\u0004…', 'not-ubl', 'a ZIP archive'],
    ['<!DOCTYPE html><html><body>502</body></html>', 'not-ubl', 'an HTML page'],
    [
      '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>',
      'not-ubl',
      'CII',
    ],
    ['<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', 'not-ubl', 'a UBL Order'],
    ['<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>', 'not-ubl', 'bank message'],
    ['<StandardBusinessDocument xmlns="urn:x"/>', 'not-ubl', 'an envelope'],
    ['<Invoice/>', 'not-ubl', 'in no namespace'],
    ['just text', 'xml-not-well-formed', 'broken here'],
    ['   ', 'xml-not-well-formed', 'broken here'],
  ])('%j is refused as %s, saying %j', (text, rule, words) => {
    const [problem] = refusal(text);
    expect(problem).toMatchObject({ fileName: 'file.xml', rule });
    expect(problem?.message).toContain(words);
  });
});

describe('broken XML', () => {
  it.each([0.1, 0.5, 0.9, 0.999])('a file cut off at %s of its length is refused at its end', (share) => {
    const text = sampleUbl.slice(0, Math.floor((sampleUbl.length - 10) * share));
    const problems = refusal(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ rule: 'xml-not-well-formed', line: text.split('\n').length });
  });

  it('says line, column and element of a wrong tag', () => {
    const [problem] = refusal('<Invoice>\n <a>\n  </b>\n</Invoice>');
    expect(problem).toMatchObject({ rule: 'xml-not-well-formed', line: 3, path: '/Invoice' });
  });
});

const doctype = (declarations: string, body = '') =>
  `<?xml version="1.0"?>\n<!DOCTYPE Invoice [${declarations}]>\n<Invoice>${body}</Invoice>`;

describe('attacks', () => {
  it.each([
    ['a billion laughs', doctype('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">', '&b;')],
    ['an external entity', doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')],
    ['an external DTD', '<?xml version="1.0"?>\n<!DOCTYPE Invoice SYSTEM "http://example.invalid/x.dtd"><Invoice/>'],
    ['a parameter entity', doctype('<!ENTITY % p "<!ENTITY q \'r\'>"> %p;')],
  ])('%s is refused for its DOCTYPE, whatever it says', (_, text) => {
    expect(refusal(text)).toMatchObject([{ rule: 'xml-doctype', line: 2, column: 1 }]);
  });

  it('nesting is bounded', () => {
    const deep = inRoot(`${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}`);
    expect(refusal(deep)).toMatchObject([{ rule: 'xml-too-deep' }]);
  });

  it('the number of elements is bounded', () => {
    expect(refusal(inRoot('<x/>'.repeat(400_000)))).toMatchObject([{ rule: 'xml-too-many-elements' }]);
  });

  it('the number of attributes is bounded', () => {
    const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ');
    expect(refusal(inRoot(`<x ${attributes}/>`))).toMatchObject([{ rule: 'xml-too-many-attributes' }]);
  });

  it('size is bounded before anything is read', () => {
    expect(refusal(new Uint8Array(21 * 1024 * 1024))).toMatchObject([{ rule: 'file-too-large' }]);
  });

  it('the number of problems told is bounded', () => {
    const line = '<cac:InvoiceLine><cbc:ID>9</cbc:ID></cac:InvoiceLine>';
    const problems = refusal(changed(sampleUbl, '</Invoice>', `${line.repeat(1000)}</Invoice>`));
    expect(problems.length).toBeLessThanOrEqual(200);
    expect(problems.length).toBeGreaterThan(100);
  });

  it('the number of attachments is bounded', () => {
    const one = `<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="a.csv">YQ==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`;
    expect(refusal(inRoot(one.repeat(100)))).toMatchObject([{ rule: 'attachment-limit' }]);
  });
});

describe('encodings', () => {
  it.each([
    [
      'an encoding that is not read',
      Buffer.from(changed(sampleUbl, 'UTF-8', 'EBCDIC-CP-US')),
      'encoding-unknown',
      'EBCDIC-CP-US',
    ],
    ['UTF-16 that is none', Buffer.from(changed(sampleUbl, 'UTF-8', 'UTF-16')), 'encoding-conflict', 'UTF-16'],
    [
      'a mark of UTF-8 on a file that says ISO-8859-1',
      Buffer.from(`\uFEFF${changed(sampleUbl, 'UTF-8', 'ISO-8859-1')}`),
      'encoding-conflict',
      'ISO-8859-1',
    ],
    ['UTF-16 that says UTF-8', Buffer.from(`\uFEFF${sampleUbl}`, 'utf16le'), 'encoding-conflict', 'UTF-8'],
  ])('%s is refused as such', (_, bytes, rule, words) => {
    const problems = refusal(bytes);
    expect(problems).toMatchObject([{ rule }]);
    expect(problems[0]?.message).toContain(words);
  });

  it('bytes that are not UTF-8 are refused where they stand', () => {
    const text = changed(sampleUbl, 'Lunch', 'Sm\u00f8rbr\u00f8d');
    const line = text.split('\n').findIndex((each) => each.includes('Sm\u00f8r')) + 1;
    expect(refusal(Buffer.from(text, 'latin1'))).toMatchObject([{ rule: 'encoding-broken', line, column: 13 }]);
  });
});

describe('long invoices', () => {
  it('ten thousand lines are read', () => {
    const line = `<cac:InvoiceLine><cbc:ID>n</cbc:ID><cbc:InvoicedQuantity unitCode="EA">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="NOK">0.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Nothing</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="NOK">0.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`;
    const result = readInvoiceFile(
      bytesOf(changed(sampleUbl, '</Invoice>', `${line.repeat(10_000)}</Invoice>`)),
      'long.xml',
    );
    expect(result.ok && result.value.document.lines.length).toBe(10_003);
  });
});
