import { completeInvoiceDocument } from '@betalt/core/invoices/document/check-invoice-document.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';
import { writeJsonInvoice } from '../../src/einvoice/write-json.ts';
import { invoiceDocuments } from './invoice-documents.ts';
import { bytesOf, sampleUbl } from './ubl-sample.ts';

describe('an invoice written as JSON', () => {
  it('is the same document when it is read', () => {
    fc.assert(
      fc.property(invoiceDocuments(), (document) => {
        expect(completeInvoiceDocument(document)).toMatchObject({ ok: true });
        const read = readInvoiceFile(writeJsonInvoice(document), 'invoice.json');
        expect(read.ok ? read.value.document : read.error).toEqual(document);
      }),
    );
  });

  it('says what the UBL file said that it was read from', () => {
    const ubl = readInvoiceFile(bytesOf(sampleUbl), 'invoice.xml');
    if (!ubl.ok) throw new Error(ubl.error[0]?.message);
    const json = readInvoiceFile(writeJsonInvoice(ubl.value.document), 'invoice.json');
    expect(json.ok ? json.value.document : json.error).toEqual(ubl.value.document);
  });

  it('has amounts with the decimals of their own currency, and leaves empty lists out', () => {
    const ubl = readInvoiceFile(bytesOf(sampleUbl), 'invoice.xml');
    if (!ubl.ok) throw new Error(ubl.error[0]?.message);
    const document = {
      ...ubl.value.document,
      notes: [],
      taxInAccountingCurrency: { currency: 'JPY' as const, taxMinor: 25n },
    };
    const written = JSON.parse(new TextDecoder().decode(writeJsonInvoice(document)));
    expect(written.taxInAccountingCurrency).toEqual({ currency: 'JPY', tax: '25' });
    expect(written.totals.payable).toMatch(/^-?\d+\.\d\d$/);
    expect(written).not.toHaveProperty('notes');
  });
});

describe('problems found after a file was read', () => {
  it.each([
    ['UBL', bytesOf(sampleUbl), '/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount'],
    ['JSON', undefined, '$.totals.payable'],
  ])('stand at their places in %s, one for one and in the order given', (_, bytes, path) => {
    const ubl = readInvoiceFile(bytesOf(sampleUbl), 'invoice.xml');
    if (!ubl.ok) throw new Error(ubl.error[0]?.message);
    const read = readInvoiceFile(bytes ?? writeJsonInvoice(ubl.value.document), 'invoice');
    if (!read.ok) throw new Error(read.error[0]?.message);
    const asked = ['totals.payableMinor', 'number', 'totals.payableMinor'];
    const problems = read.value.problemsAt(asked.map((at) => ({ rule: 'a-rule', path: at, message: 'Wrong.' })));
    expect(problems.map((each) => each.path)).toEqual([path, expect.stringMatching(/cbc:ID|number/), path]);
    expect(problems[0]).toMatchObject({ fileName: 'invoice', rule: 'a-rule', message: 'Wrong.' });
    expect(problems[0]?.line).toBeGreaterThan(problems[1]?.line ?? Number.NaN);
  });
});
