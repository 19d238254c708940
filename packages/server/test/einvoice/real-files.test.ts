import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';

/** Real invoices of CEN/TC 434 and OpenPeppol; they are not the project's and lie beside the repository. */
const folder = join(import.meta.dirname, '../../../../../shared/data/ubl');

// Figures copied by hand from the files: lines, allowances, charges, without tax, tax, with tax, prepaid, rounding, payable.
// biome-ignore format: a table, to be read by columns
const files = [
  ['en16931-tc434-creditnote1.xml',         'creditNote', '381', '018304 / 28865', 'EUR', '2019-09-23', undefined,    [10011n, 0n, 0n, 10011n, 0n, 10011n, 0n, 0n, 10011n], 1],
  ['en16931-tc434-example1.xml',            'invoice',    '380', '12115118',       'EUR', '2015-01-09', '2015-01-09', [22960n, 0n, 0n, 22960n, 2073n, 25033n, 0n, 0n, 25033n], 20],
  ['en16931-tc434-example2.xml',            'invoice',    '380', 'TOSL108',        'NOK', '2013-06-30', '2013-07-20', [143650n, 10000n, 10000n, 143650n, 36528n, 180178n, 100000n, 0n, 80178n], 5],
  ['en16931-tc434-example3.xml',            'invoice',    '380', 'TOSL108',        'DKK', '2013-04-10', '2013-05-10', [160000n, 0n, 10000n, 170000n, 30500n, 200500n, 0n, 0n, 200500n], 2],
  ['en16931-tc434-example5.xml',            'invoice',    '380', 'TOSL110',        'DKK', '2013-04-10', '2013-05-10', [400000n, 15000n, 15000n, 400000n, 67500n, 467500n, 233750n, 0n, 233750n], 3],
  ['en16931-tc434-example8.xml',            'invoice',    '380', '1100512149',     'EUR', '2014-11-10', '2014-11-24', [90891n, 0n, 0n, 90891n, 19087n, 109978n, 0n, 0n, 109978n], 10],
  ['peppol-Allowance-example.xml',          'invoice',    '380', 'Snippet1',       'EUR', '2017-11-13', '2017-12-01', [590000n, 20000n, 20000n, 590000n, 122500n, 712500n, 100000n, 0n, 612500n], 3],
  ['peppol-Norwegian-example-1.xml',        'invoice',    '380', 'TOSL108',        'NOK', '2013-06-30', '2013-07-20', [143650n, 10000n, 10000n, 143650n, 36528n, 180178n, 100000n, 22n, 80200n], 5],
  ['peppol-Vat-category-S.xml',             'invoice',    '380', 'Snippet1',       'EUR', '2017-11-13', '2017-12-01', [690000n, 10000n, 20000n, 700000n, 155000n, 855000n, 0n, 0n, 855000n], 3],
  ['peppol-base-creditnote-correction.xml', 'creditNote', '381', 'Snippet1',       'EUR', '2017-11-13', undefined,    [130000n, 0n, 2500n, 132500n, 33125n, 165625n, 0n, 0n, 165625n], 2],
  ['peppol-base-example.xml',               'invoice',    '380', 'Snippet1',       'EUR', '2017-11-13', '2017-12-01', [130000n, 0n, 2500n, 132500n, 33125n, 165625n, 0n, 0n, 165625n], 2],
  ['peppol-vat-category-Z.xml',             'invoice',    '380', 'Vat-Z',          'GBP', '2018-08-30', undefined,    [120000n, 0n, 0n, 120000n, 0n, 120000n, 0n, 0n, 120000n], 1],
] as const;

function read(fileName: string) {
  const result = readInvoiceFile(readFileSync(join(folder, fileName)), fileName);
  expect(result.ok ? [] : result.error).toEqual([]);
  if (!result.ok) throw new Error(fileName);
  return result.value;
}

const isThere = existsSync(folder);

describe.skipIf(!isThere)(
  `real invoices${isThere ? '' : ' (not run: ../shared/data/ubl is not beside the repository)'}`,
  () => {
    it.each(files)(
      '%s reads as it is written, to the cent',
      (file, kind, typeCode, number, currency, issuedOn, dueOn, sums, lines) => {
        const { document } = read(file);
        expect(document).toMatchObject({ kind, typeCode, number, currency, issuedOn });
        expect(document.dueOn).toBe(dueOn);
        const { totals } = document;
        expect([
          totals.lineNetMinor,
          totals.allowanceMinor,
          totals.chargeMinor,
          totals.taxExclusiveMinor,
          totals.taxMinor,
          totals.taxInclusiveMinor,
          totals.prepaidMinor,
          totals.roundingMinor,
          totals.payableMinor,
        ]).toEqual(sums);
        expect(document.lines).toHaveLength(lines);
      },
    );

    it('the table above is every file of the folder', () => {
      expect(
        readdirSync(folder)
          .filter((name) => name.endsWith('.xml'))
          .toSorted(),
      ).toEqual(files.map(([name]) => name));
    });

    it('reads the parties of the Norwegian example', () => {
      const { document } = read('peppol-Norwegian-example-1.xml');
      expect(document.seller).toEqual({
        name: 'The Sellercompany ASA',
        tradingName: 'Salescompany ltd.',
        identifiers: [{ id: '1238764941386', scheme: '0088' }],
        companyId: { id: '123456785', scheme: '0192' },
        vatId: 'NO123456785MVA',
        taxRegistrationId: 'Foretaksregisteret',
        electronicAddress: { id: '123456785', scheme: '0192' },
        address: {
          street: 'Main street 34',
          additionalStreet: 'Suite 123',
          city: 'Big city',
          postalCode: '54321',
          region: 'RegionA',
          country: 'NO',
        },
        contact: { name: 'Antonio Salesmacher', phone: '46211230', email: 'antonio@salescompany.no' },
      });
      expect(document.buyer.name).toBe('Buyercompany ASA');
      expect(document.payee?.name).toBe('Ebeneser Scrooge AS');
      expect(document.taxRepresentative?.vatId).toBe('NO999999999MVA');
    });

    it('reads how the Norwegian example is to be paid, references that hold no check digit included', () => {
      const { document } = read('peppol-Norwegian-example-1.xml');
      expect(document.paymentMeans).toEqual([
        { code: '31', paymentId: '0003434323213231', account: 'NO9386011117947', bic: 'DNBANOKK' },
      ]);
      expect(document.paymentTerms).toBe('2 % discount if paid within 2 days. Penalty percentage 10% from due date');
      expect(document).toMatchObject({ purchaseOrder: '123', buyerReference: '3150bdn', contract: 'Contract321' });
    });

    it('reads a line with its price, period, allowances and properties', () => {
      const [line] = read('peppol-Norwegian-example-1.xml').document.lines;
      expect(line).toMatchObject({
        lineId: '1',
        name: 'Laptop computer',
        note: 'Scratch on box',
        quantity: '1',
        unitCode: 'NAR',
        unitPrice: '1273',
        grossUnitPrice: '1500',
        unitPriceDiscount: '227',
        netMinor: 127300n,
        taxCategory: 'S',
        taxRatePercent: '25',
        period: { startOn: '2013-06-01', endOn: '2013-06-30' },
        accountingCost: 'BookingCode001',
        orderLine: '1',
        itemProperties: [{ name: 'Color', value: 'Black' }],
        allowancesCharges: [
          { isCharge: false, reason: 'Damage', amountMinor: 1200n },
          { isCharge: true, reason: 'Testing', amountMinor: 1200n },
        ],
      });
    });

    it('reads tax by category and rate, exemptions and negative bases', () => {
      expect(read('peppol-Norwegian-example-1.xml').document.taxSubtotals).toEqual([
        { category: 'S', ratePercent: '25', taxableMinor: 146050n, taxMinor: 36513n },
        { category: 'S', ratePercent: '15', taxableMinor: 100n, taxMinor: 15n },
        {
          category: 'E',
          ratePercent: '0',
          taxableMinor: -2500n,
          taxMinor: 0n,
          exemptionReason: 'Exempt New Means of Transport',
        },
      ]);
    });

    it('keeps the tax of the report apart from the tax of the invoice', () => {
      const { document } = read('en16931-tc434-example5.xml');
      expect(document.taxInAccountingCurrency).toEqual({ currency: 'EUR', taxMinor: 62862n });
      expect(document.totals.taxMinor).toBe(67500n);
      expect(read('peppol-Allowance-example.xml').document.taxInAccountingCurrency).toEqual({
        currency: 'SEK',
        taxMinor: 932400n,
      });
    });

    it('reads prices of five decimals and prices per twelve units', () => {
      const { lines } = read('en16931-tc434-example8.xml').document;
      expect(lines[0]).toMatchObject({ quantity: '16000', unitPrice: '0.0088', netMinor: 14080n });
      expect(lines[2]).toMatchObject({ unitPrice: '15.24', priceBaseQuantity: '12', netMinor: 16764n });
    });

    it('hands out what is attached', () => {
      const [attachment] = read('peppol-Norwegian-example-1.xml').attachments;
      expect(attachment).toMatchObject({ reference: 'Doc2', fileName: 'Hours-spent.csv', mimeType: 'application/pdf' });
      expect(new TextDecoder().decode(attachment?.bytes)).toBe('Test base 64 encoding');
    });

    it('names the invoice that a credit note corrects', () => {
      expect(read('peppol-base-creditnote-correction.xml').document.precedingInvoices).toEqual([
        { number: 'Snippet1' },
      ]);
    });
  },
);
