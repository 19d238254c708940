import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FieldShape, INVOICE_SHAPE, jsonNameOf, type ObjectShape } from '../../src/einvoice/json/invoice-shape.ts';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';
import { bytesOf, changed } from './ubl-sample.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/domain/invoice-json.md'), 'utf8');
const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';

function read(text: string) {
  return readInvoiceFile(bytesOf(text), 'invoice.json');
}

function namesOf(shape: ObjectShape): string[] {
  return Object.entries(shape).flatMap(([field, inside]) => [jsonNameOf(field)].concat(namesInside(inside)));
}

function namesInside(shape: FieldShape): string[] {
  if (typeof shape === 'string') return [];
  return 'object' in shape ? namesOf(shape.object) : namesInside(shape.list);
}

describe('the documented JSON form', () => {
  it('the example of the documentation is read, to the øre', () => {
    const result = read(example);
    expect(result).toMatchObject({
      ok: true,
      value: {
        document: {
          number: '2026-1001',
          kind: 'invoice',
          typeCode: '380',
          dueOn: '2026-03-31',
          totals: {
            lineNetMinor: 142350n,
            allowanceMinor: 10000n,
            taxMinor: 33088n,
            payableMinor: 165438n,
            prepaidMinor: 0n,
          },
          lines: [{ quantity: '730', unitPrice: '1.95', netMinor: 142350n }],
        },
      },
    });
  });

  it('every field that is read is documented', () => {
    const missing = [...new Set(namesOf(INVOICE_SHAPE))].filter((name) => !page.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  it('a credit note has its own default code', () => {
    const result = read(changed(example, '{', '{ "kind": "creditNote",'));
    expect(result).toMatchObject({ ok: true, value: { document: { kind: 'creditNote', typeCode: '381' } } });
  });

  it('amounts have the decimals of their currency, three for the Kuwaiti dinar', () => {
    const dinars = example.replace('"NOK"', '"KWD"').replaceAll(/"(\d+\.\d\d)"/g, '"$10"');
    const result = read(dinars);
    expect(result).toMatchObject({ ok: true, value: { document: { totals: { payableMinor: 1654380n } } } });
  });
});

describe('a JSON file that is wrong', () => {
  it.each([
    ['an unknown field', '"lineId":', '"lineNo":', 'json-unknown-field', '$.lines[0].lineNo'],
    ['a number for an amount', '"1423.50",\n      "tax', '1423.50,\n      "tax', 'json-type', '$.lines[0].net'],
    ['a number for a quantity', '"730"', '730', 'json-type', '$.lines[0].quantity'],
    ['null', '"2026-03-31"', 'null', 'json-type', '$.dueOn'],
    ['an empty text', '"2026-1001"', '""', 'json-empty', '$.number'],
    ['a list for an object', '"seller": {', '"payee": [], "seller": {', 'json-type', '$.payee'],
    [
      'a text for true or false',
      '"isCharge": false',
      '"isCharge": "false"',
      'json-type',
      '$.allowancesCharges[0].isCharge',
    ],
    ['too many decimals', '"payable": "1654.38"', '"payable": "1654.380"', 'BR-DEC-18', '$.totals.payable'],
    ['an exponent', '"1423.50",\n    "allow', '"1.4235e3",\n    "allow', 'xs:decimal', '$.totals.lineNet'],
    ['no such day', '2026-02-28', '2026-02-29', 'xs:date', '$.period.endOn'],
    ['a currency that is none', '"NOK"', '"KR"', 'BR-CL-04', '$.currency'],
    [
      'a tax category that is none',
      '"taxCategory": "S",\n      "taxRatePercent": "25",\n      "acc',
      '"taxCategory": "X",\n      "taxRatePercent": "25",\n      "acc',
      'BR-CL-18',
      '$.lines[0].taxCategory',
    ],
    ['a sum that does not hold', '"payable": "1654.38"', '"payable": "1654.39"', 'BR-CO-16', '$.totals.payable'],
    ['a missing due date', '"dueOn": "2026-03-31",', '', 'BR-CO-25', '$.dueOn'],
    ['a code of the other kind', '{', '{ "typeCode": "381",', 'BR-CL-01', '$.typeCode'],
    [
      'an identifier without its value',
      '{ "id": "974760673", "scheme"',
      '{ "scheme"',
      'identifier-without-id',
      '$.seller.companyId.id',
    ],
    [
      'an allowance that may be a charge',
      '"isCharge": false,',
      '',
      'PEPPOL-EN16931-R043',
      '$.allowancesCharges[0].isCharge',
    ],
  ])('%s is refused at its place', (_, from, to, rule, path) => {
    const text = changed(example, from, to);
    const result = read(text);
    expect(result.ok ? [] : result.error.map((each) => [each.rule, each.path])).toContainEqual([rule, path]);
  });

  it('points at the value with line and column', () => {
    const text = changed(example, '"payable": "1654.38"', '"payable": "1654.39"');
    const line = text.split('\n').findIndex((each) => each.includes('1654.39')) + 1;
    expect(read(text)).toMatchObject({ ok: false, error: [{ fileName: 'invoice.json', line, column: 16 }] });
  });

  it('tells all problems at once, in the order of the file', () => {
    const text = changed(changed(example, '"2026-03-01"', '"yesterday"'), '"payable": "1654.38"', '"payable": "many"');
    const result = read(text);
    expect(result.ok ? [] : result.error.map((each) => each.path)).toEqual(['$.issuedOn', '$.totals.payable']);
  });

  it.each([
    ['{"a": 1,}', 'json-not-well-formed'],
    ['{"a" 1}', 'json-not-well-formed'],
    ['{a: 1}', 'json-not-well-formed'],
    ['{"a": 01}', 'json-not-well-formed'],
    ['{"a": "tab\there"}', 'json-not-well-formed'],
    ['{"a": "\\ud800"}', 'json-not-well-formed'],
    ['{"a": "open', 'json-not-well-formed'],
    ['{} {}', 'json-not-well-formed'],
    ['{"number": "1", "number": "2"}', 'json-duplicate-field'],
    ['['.repeat(50_000), 'json-too-deep'],
    ['[]', 'json-type'],
  ])('%j is refused as %s', (text, rule) => {
    expect(read(text)).toMatchObject({ ok: false, error: [{ rule, line: 1 }] });
  });

  it('a field called __proto__ is unknown like any other', () => {
    const result = read(changed(example, '{', '{ "__proto__": {"number": "1"},'));
    expect(result).toMatchObject({ ok: false, error: [{ rule: 'json-unknown-field', path: '$.__proto__' }] });
  });
});
