import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { importInvoices } from '../../../src/app/invoices/import-invoices.ts';
import { testDatabase } from '../../support/test-database.ts';
import { ledgerAddsUp, newCustomer } from './customer.ts';

const FOLDER = new URL('../../../../../../shared/data/ubl/', import.meta.url);

// Read off the files by hand: currency, without tax, tax, total, due, due date (in parentheses: derived), lines.
const EXPECTED: Record<string, string> = {
  'en16931-tc434-example1.xml': 'EUR 22960 2073 25033 25033 2015-01-09 20',
  'en16931-tc434-example2.xml': 'NOK 143650 36528 180178 80178 2013-07-20 5',
  'en16931-tc434-example3.xml': 'DKK 170000 30500 200500 200500 2013-05-10 2',
  'en16931-tc434-example5.xml': 'DKK 400000 67500 467500 233750 2013-05-10 3',
  'en16931-tc434-example8.xml': 'EUR 90891 19087 109978 109978 2014-11-24 10',
  'peppol-Allowance-example.xml': 'EUR 590000 122500 712500 612500 2017-12-01 3',
  'peppol-Norwegian-example-1.xml': 'NOK 143650 36528 180178 80200 2013-07-20 5',
  'peppol-Vat-category-S.xml': 'EUR 700000 155000 855000 855000 2017-12-01 3',
  'peppol-base-example.xml': 'EUR 132500 33125 165625 165625 2017-12-01 2',
  'peppol-vat-category-Z.xml': 'GBP 120000 0 120000 120000 (2018-09-29) 1',
};

const database = await testDatabase();
const dependencies = { db: database.db, clock: () => new Date('2026-11-24T12:00:00Z'), onCommitted: () => undefined };
afterEach(() => ledgerAddsUp(database));

describe.skipIf(!existsSync(FOLDER))('a real invoice (of ../shared/data/ubl beside this repository)', () => {
  for (const [fileName, figures] of Object.entries(EXPECTED)) {
    it(`${fileName} is imported to the cent, with its original, and once`, async () => {
      const customer = await newCustomer(database);
      const [currency = ''] = figures.split(' ');
      const request = {
        billingAccountId: customer.billingAccountId,
        billingProfileName: `BP-${currency}`,
        files: [{ fileName, bytes: await readFile(new URL(fileName, FOLDER)) }],
      };
      const report = await importInvoices(dependencies, customer.issuer, request);
      expect(report).toMatchObject({ ok: true, value: { files: [{ fileName, outcome: 'imported' }] } });
      expect(await figuresOf(customer.billingAccountId)).toEqual([figures]);
      expect(await originalsOf(customer.billingAccountId)).toEqual([request.files[0]?.bytes]);

      const again = await importInvoices(dependencies, customer.issuer, request);
      expect(again).toMatchObject({ ok: true, value: { files: [{ fileName, outcome: 'unchanged' }] } });
      expect(await figuresOf(customer.billingAccountId)).toEqual([figures]);
    });
  }

  it('of two sellers with the number TOSL108 is two invoices of one account, each with its own name', async () => {
    const customer = await newCustomer(database);
    const fileNames = ['en16931-tc434-example2.xml', 'peppol-Norwegian-example-1.xml'];
    const read = async (fileName: string) => ({ fileName, bytes: await readFile(new URL(fileName, FOLDER)) });
    const { billingAccountId } = customer;
    const request = { billingAccountId, billingProfileName: 'BP-NOK', files: await Promise.all(fileNames.map(read)) };
    const report = await importInvoices(dependencies, customer.issuer, request);
    const names = ['TOSL108', expect.stringMatching(/^TOSL108-[0-9a-z]{8}$/)];
    const files = names.map((name) => ({ outcome: 'imported', invoice: { name, number: 'TOSL108' } }));
    expect(report).toMatchObject({ ok: true, value: { files } });
    expect((await figuresOf(billingAccountId)).toSorted()).toEqual(
      fileNames.map((fileName) => EXPECTED[fileName]).toSorted(),
    );
    const again = await importInvoices(dependencies, customer.issuer, request);
    expect(again).toMatchObject({ value: { files: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }] } });
  });

  it('is credited by the credit note that names it, to the cent, and once', async () => {
    const customer = await newCustomer(database);
    const { billingAccountId } = customer;
    const fileName = 'peppol-base-creditnote-correction.xml';
    const note = (await readFile(new URL(fileName, FOLDER))).toString();
    // The file credits the base example of the same seller, under a number that both have.
    const named = /<cac:InvoiceDocumentReference>\s*<cbc:ID>([^<]+)</.exec(note)?.[1] ?? '';
    const base = (await readFile(new URL('peppol-base-example.xml', FOLDER))).toString();
    const credited = base.replace(/<cbc:ID>[^<]+<\/cbc:ID>/, `<cbc:ID>${named}</cbc:ID>`);
    const files = [
      { fileName: 'credited.xml', bytes: Buffer.from(credited) },
      { fileName, bytes: Buffer.from(note) },
    ];
    const request = { billingAccountId, billingProfileName: 'BP-EUR', files };
    const report = await importInvoices(dependencies, customer.issuer, request);
    expect(report).toMatchObject({ ok: true, value: { files: [{ outcome: 'imported' }, { outcome: 'imported' }] } });
    const figures = ['EUR 132500 33125 165625 0 2017-12-01 2', 'EUR -132500 -33125 -165625 0 2017-11-13 2'];
    expect((await figuresOf(billingAccountId)).toSorted()).toEqual(figures.toSorted());
    const again = await importInvoices(dependencies, customer.issuer, request);
    expect(again).toMatchObject({ value: { files: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }] } });
  });

  it('of the shared folder is in the table above, or is a credit note', async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.xml') && !name.includes('creditnote'));
    expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });
});

async function figuresOf(billingAccountId: string): Promise<string[]> {
  const invoices = await database.db
    .selectFrom('invoice')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('invoice_line')
        .select((line) => line.fn.countAll<bigint>().as('count'))
        .whereRef('invoice_line.invoice_id', '=', 'invoice.invoice_id')
        .whereRef('invoice_line.billing_account_id', '=', 'invoice.billing_account_id')
        .as('lines'),
    )
    .where('billing_account_id', '=', billingAccountId)
    .execute();
  return invoices.map((each) => {
    const isDerived = JSON.stringify(each.parties).includes('"field":"dueOn"');
    const dueOn = isDerived ? `(${each.due_on})` : each.due_on;
    const amounts = [each.sub_total_minor, each.tax_minor, each.total_minor, each.amount_due_minor].join(' ');
    return `${each.currency} ${amounts} ${dueOn} ${each.lines}`;
  });
}

async function originalsOf(billingAccountId: string): Promise<Buffer[]> {
  const rows = await database.db
    .selectFrom('document')
    .select('content')
    .where('billing_account_id', '=', billingAccountId)
    .execute();
  return rows.map(({ content }) => content);
}
