import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importInvoices } from '../../../src/app/invoices/import-invoices.ts';
import type { FileReport, ImportFile } from '../../../src/app/invoices/import-report.ts';
import { testDatabase } from '../../support/test-database.ts';
import { type Customer, ledgerAddsUp, newCustomer } from './customer.ts';
import { jsonFile, ublFile } from './invoice-files.ts';

const database = await testDatabase();
let committed = 0;
const dependencies = {
  db: database.db,
  clock: () => new Date('2026-11-24T12:00:00Z'),
  onCommitted: () => {
    committed += 1;
  },
};
let customer: Customer;
beforeEach(async () => {
  customer = await newCustomer(database);
  committed = 0;
});
afterEach(() => ledgerAddsUp(database));

describe('importing invoices', () => {
  it('writes invoice, line, tax, original, journal entry, event and activity together', async () => {
    expect(await outcomes([xml('one.xml')])).toEqual(['imported']);
    const counts = await Promise.all(
      (['invoice', 'invoice_line', 'invoice_tax', 'document', 'journal_entry', 'posting'] as const).map(rowsOf),
    );
    expect(counts[0]).toMatchObject([
      {
        seller_key: 'VAT:NO999888777MVA',
        documents: [{ name: 'original', kind: 'Invoice', fileName: 'one.xml', mediaType: 'application/xml' }],
      },
    ]);
    expect(counts.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1, 3]);
    const events = await rowsOf('outbox_event');
    const facts = { invoiceNames: ['A-1'], billingProfileIds: [customer.profiles['NOK']] };
    expect(events).toMatchObject([{ type: 'invoice.issued', facts }]);
    expect(await rowsOf('activity_log')).toMatchObject([
      { action: 'invoice.import', actor_name: 'Ingrid Issuer', resource_id: 'A-1', result: 'Succeeded' },
    ]);
    expect(committed).toBe(1);
  });

  it('takes the right files of a batch and nothing of the wrong ones', async () => {
    const wrong = xml('wrong.xml', { number: 'A-2', payable: '126.00' });
    const files = [xml('one.xml'), wrong, xml('three.xml', { number: 'A-3' })];
    expect(await outcomes(files)).toEqual(['imported', 'refused', 'imported']);
    expect((await rowsOf('invoice')).map(({ name }) => name).toSorted()).toEqual(['A-1', 'A-3']);
  });

  it('names file, place and rule of what is wrong', async () => {
    const [report] = await imported([xml('wrong.xml', { payable: '126.00' })]);
    const place = { line: 27, column: 5, path: '/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount' };
    expect(report).toMatchObject({
      outcome: 'refused',
      problems: [{ fileName: 'wrong.xml', ...place, rule: 'BR-CO-16' }],
    });
    expect(committed).toBe(0);
  });

  it('takes the JSON form too', async () => {
    expect(await outcomes([{ fileName: 'one.json', bytes: jsonFile() }])).toEqual(['imported']);
    expect(await rowsOf('document')).toMatchObject([{ file_name: 'one.json', media_type: 'application/json' }]);
  });

  it('refuses another currency by naming both and where the file says it', async () => {
    const [ubl, json] = await imported([
      xml('usd.xml', { currency: 'USD' }),
      { fileName: 'usd.json', bytes: jsonFile({ currency: 'USD' }) },
    ]);
    const message = expect.stringMatching(/USD.*NOK/);
    const path = '/Invoice/cbc:DocumentCurrencyCode';
    expect(ubl).toMatchObject({ problems: [{ line: 7, path, rule: 'profile-currency', message }] });
    expect(json).toMatchObject({ problems: [{ line: 1, path: '$.currency', rule: 'profile-currency', message }] });
  });
});

describe('what no row could hold', () => {
  it.each([
    ['a text with NUL', { notes: ['\0'] }, 'text-not-well-formed', '$.notes'],
    ['half a letter', { buyerReference: '\ud83d' }, 'json-not-well-formed', '$'],
    [
      'a day beyond the calendar',
      { issuedOn: '9999-12-31', dueOn: undefined, paymentTerms: 'Net 30' },
      'date-out-of-range',
      '$.issuedOn',
    ],
    ['an amount of 16 digits', hugeAmounts(), 'amount-limit', '$.'],
  ])('%s is refused by name and place', async (_, changes, rule, path) => {
    const bytes = Buffer.from(JSON.stringify({ ...JSON.parse(jsonFile().toString()), ...changes }));
    const [report] = await imported([{ fileName: 'odd.json', bytes }]);
    const problems = report?.outcome === 'refused' ? report.problems : [];
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatchObject({ rule, path: expect.stringContaining(path) });
    expect(await rowsOf('invoice')).toEqual([]);
  });

  it('a file name with folders and control characters is kept without them', async () => {
    expect(await outcomes([{ fileName: '../secret\\a\0b\n.xml', bytes: ublFile() }])).toEqual(['imported']);
    expect(await rowsOf('document')).toMatchObject([{ file_name: 'ab.xml' }]);
  });

  it('five thousand lines go in', async () => {
    const invoice = JSON.parse(jsonFile().toString());
    const line = { ...invoice.lines[0], quantity: '0', net: '0.00' };
    const lines = [
      invoice.lines[0],
      ...Array.from({ length: 4999 }, (_, index) => ({ ...line, lineId: `${index + 2}` })),
    ];
    const bytes = Buffer.from(JSON.stringify({ ...invoice, lines }));
    expect(await outcomes([{ fileName: 'long.json', bytes }])).toEqual(['imported']);
    expect(await rowsOf('invoice_line')).toHaveLength(5000);
  });
});

describe('importing again', () => {
  it('the same file adds nothing', async () => {
    const files = [xml('one.xml')];
    expect(await outcomes(files)).toEqual(['imported']);
    expect(await outcomes(files)).toEqual(['unchanged']);
    expect(await rowsOf('invoice')).toHaveLength(1);
    expect(committed).toBe(1);
  });

  it('another file that says the same adds nothing', async () => {
    const resaved = Buffer.from(ublFile().toString().replaceAll('  <', '\t<'));
    expect(await outcomes([xml('one.xml')])).toEqual(['imported']);
    expect(await outcomes([{ fileName: 'resaved.xml', bytes: resaved }])).toEqual(['unchanged']);
    expect(await outcomes([{ fileName: 'one.json', bytes: jsonFile() }])).toEqual(['unchanged']);
    expect(await rowsOf('document')).toHaveLength(1);
  });

  it('something else under the same number is refused: which number, issued when, and what to do', async () => {
    await outcomes([xml('one.xml')]);
    const [report] = await imported([xml('other.xml', { note: 'Something else' })]);
    const message = expect.stringMatching(/A-1 was issued on 2026-11-01 .*number of its own, or a credit note first/);
    const place = { line: 4, path: '/Invoice/cbc:ID', rule: 'number-taken', message };
    expect(report).toMatchObject({ outcome: 'refused', problems: [place] });
    const asJson = Buffer.from(jsonFile().toString().replace('"Virtual machines"', '"Other machines"'));
    const [json] = await imported([{ fileName: 'other.json', bytes: asJson }]);
    expect(json).toMatchObject({ problems: [{ path: '$.number', rule: 'number-taken', message }] });
  });

  it('the same number twice in a batch is one invoice, or a refusal when they differ', async () => {
    const files = [xml('1.xml'), xml('2.xml'), xml('3.xml', { note: 'Else' }), xml('4.xml', { number: 'a-1' })];
    expect(await outcomes(files)).toEqual(['imported', 'unchanged', 'refused', 'refused']);
    expect(await rowsOf('invoice')).toHaveLength(1);
  });

  it('by two people at once is one invoice', async () => {
    const both = await Promise.all([outcomes([xml('one.xml')]), outcomes([xml('one.xml')])]);
    expect(both.flat().toSorted()).toEqual(['imported', 'unchanged']);
    expect(await rowsOf('invoice')).toHaveLength(1);
  });

  it('the same seller is known however a file spells its VAT identifier', async () => {
    await outcomes([xml('one.xml')]);
    const spelt = { seller: 'NO 999 888 777 MVA', note: 'Something else' };
    expect(await outcomes([xml('other.xml', spelt)])).toEqual(['refused']);
  });

  it('the same number for another customer is another invoice', async () => {
    await outcomes([xml('one.xml')]);
    customer = await newCustomer(database);
    expect(await outcomes([xml('one.xml')])).toEqual(['imported']);
  });
});

describe('the same number from two sellers', () => {
  const other = { seller: 'SE556677889901', note: 'From another seller' };

  it('is two invoices, the second with a short mark in its name, and each is known again', async () => {
    const [first, second] = await imported([xml('one.xml'), xml('two.xml', other)]);
    expect(first).toMatchObject({ outcome: 'imported', invoice: { name: 'A-1', number: 'A-1' } });
    const invoice = { name: expect.stringMatching(/^A-1-[0-9a-z]{8}$/), number: 'A-1' };
    expect(second).toMatchObject({ outcome: 'imported', invoice });
    expect(await imported([xml('one.xml'), xml('two.xml', other)])).toMatchObject([
      { outcome: 'unchanged', invoice: { name: 'A-1' } },
      { outcome: 'unchanged', invoice: second?.outcome === 'imported' ? second.invoice : {} },
    ]);
    expect(await outcomes([xml('three.xml', { ...other, note: 'Else' })])).toEqual(['refused']);
    expect((await rowsOf('invoice')).map(({ number }) => number)).toEqual(['A-1', 'A-1']);
  });

  it('has the same name for the second in each account, whether they come in one batch or in two', async () => {
    await outcomes([xml('one.xml')]);
    const [apart] = await imported([xml('two.xml', other)]);
    customer = await newCustomer(database);
    const [, together] = await imported([xml('one.xml'), xml('two.xml', other)]);
    expect(together).toEqual(apart);
  });

  it('leaves a number alone that looks like such a mark', async () => {
    const [, marked] = await imported([xml('one.xml'), xml('two.xml', other)]);
    const number = marked?.outcome === 'imported' ? marked.invoice.name : '';
    const [lookalike] = await imported([xml('three.xml', { number })]);
    const invoice = { number, name: expect.stringMatching(new RegExp(`^${number}-[0-9a-z]{8}$`)) };
    expect(lookalike).toMatchObject({ outcome: 'imported', invoice });
  });
});

describe('a number', () => {
  it.each(['straße-1', 'ΐ-1', '１２３', 'ǆ/1'])(
    '%s in other scripts is found again, whatever the case',
    async (number) => {
      expect(await outcomes([xml('one.xml', { number })])).toEqual(['imported']);
      expect(await outcomes([xml('one.xml', { number })])).toEqual(['unchanged']);
      expect(await outcomes([xml('else.xml', { number, note: 'Else' })])).toEqual(['refused']);
    },
  );

  it('of more than 200 characters is refused with its place', async () => {
    const [report] = await imported([xml('long.xml', { number: '9'.repeat(201) })]);
    expect(report).toMatchObject({ problems: [{ rule: 'number-too-long', path: '/Invoice/cbc:ID' }] });
    expect(await outcomes([xml('long.xml', { number: '請'.repeat(200) })])).toEqual(['imported']);
  });
});

describe('who may import', () => {
  it('is the issuer: an owner of the account may not, and the attempt is on record', async () => {
    const refused = await importInvoices(dependencies, customer.owner, request([xml('one.xml')]));
    expect(refused).toEqual({ ok: false, error: { code: 'AuthorizationFailed' } });
    expect(await rowsOf('invoice')).toEqual([]);
    const denial = { action: 'invoice.import', actor_name: 'Ola Owner', result: 'Denied' };
    expect(await rowsOf('activity_log')).toMatchObject([denial]);
  });

  it('needs a profile of the account', async () => {
    const elsewhere = { ...request([xml('one.xml')]), billingProfileName: 'BP-SEK' };
    const refused = await importInvoices(dependencies, customer.issuer, elsewhere);
    expect(refused).toEqual({ ok: false, error: { code: 'BillingProfileNotFound' } });
  });
});

function xml(fileName: string, changes?: Parameters<typeof ublFile>[0]): ImportFile {
  return { fileName, bytes: ublFile(changes) };
}

function request(files: readonly ImportFile[]) {
  return { billingAccountId: customer.billingAccountId, billingProfileName: 'BP-NOK', files };
}

async function imported(files: readonly ImportFile[]): Promise<readonly FileReport[]> {
  const report = await importInvoices(dependencies, customer.issuer, request(files));
  if (!report.ok) throw new Error(report.error.code);
  return report.value.files;
}

async function outcomes(files: readonly ImportFile[]): Promise<string[]> {
  return (await imported(files)).map(({ outcome }) => outcome);
}

type AccountTable =
  | 'invoice'
  | 'invoice_line'
  | 'invoice_tax'
  | 'document'
  | 'journal_entry'
  | 'posting'
  | 'outbox_event'
  | 'activity_log';

async function rowsOf(table: AccountTable): Promise<Record<string, unknown>[]> {
  const { db } = database;
  return await db.selectFrom(table).selectAll().where('billing_account_id', '=', customer.billingAccountId).execute();
}

function hugeAmounts(): object {
  const huge = '10000000000000.00';
  const invoice = JSON.parse(jsonFile().toString());
  return {
    taxSubtotals: [{ category: 'Z', ratePercent: '0', taxable: huge, tax: '0.00' }],
    totals: { lineNet: huge, taxExclusive: huge, tax: '0.00', taxInclusive: huge, payable: huge },
    lines: [{ ...invoice.lines[0], quantity: '1', unitPrice: huge, net: huge, taxCategory: 'Z', taxRatePercent: '0' }],
  };
}
