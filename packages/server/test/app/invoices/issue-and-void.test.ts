import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importInvoices } from '../../../src/app/invoices/import-invoices.ts';
import { issueInvoices } from '../../../src/app/invoices/issue-invoice.ts';
import { voidInvoice } from '../../../src/app/invoices/void-invoice.ts';
import { inTransaction } from '../../../src/db/database.ts';
import { readInvoiceFile } from '../../../src/einvoice/read-invoice-file.ts';
import { writeJsonInvoice } from '../../../src/einvoice/write-json.ts';
import { testDatabase } from '../../support/test-database.ts';
import { type Customer, ledgerAddsUp, newCustomer } from './customer.ts';
import { ublFile } from './invoice-files.ts';

const database = await testDatabase();
const { db } = database;
const AT = new Date('2026-11-24T12:00:00Z');
let customer: Customer;
beforeEach(async () => {
  customer = await newCustomer(database);
});
afterEach(() => ledgerAddsUp(database));

describe('issuing without a number', () => {
  it('counts without a gap, also when an issue between was rolled back', async () => {
    expect(await issueNumberless(2)).toEqual(['G000000001', 'G000000002']);
    await inTransaction(db, async (tx) => {
      await issueInvoices(tx, profile(), [numberless(), numberless()], issuing());
      return { ok: false, error: 'changed my mind' };
    });
    expect(await issueNumberless(1)).toEqual(['G000000003']);
  });

  it('gives each of many at once a number of its own', async () => {
    const numbers = await Promise.all([1, 2, 3, 4].map(() => issueNumberless(1)));
    expect(numbers.flat().toSorted()).toEqual(['G000000001', 'G000000002', 'G000000003', 'G000000004']);
  });

  it('keeps the file that is written once the number is known, under the key of the issuer', async () => {
    const original = (document: InvoiceDocument) => ({
      fileName: `${document.number}.json`,
      mediaType: 'application/json',
      bytes: writeJsonInvoice(document),
    });
    await inTransaction(db, (tx) => issueInvoices(tx, profile(), [{ ...numberless(), original }], issuing()));
    const issued = await db
      .selectFrom('invoice')
      .innerJoin('document', 'document.invoice_id', 'invoice.invoice_id')
      .select(['invoice.seller_key', 'invoice.documents', 'document.content'])
      .where('invoice.billing_account_id', '=', accountId())
      .executeTakeFirstOrThrow();
    const fileName = 'G000000001.json';
    const shown = { name: 'original', kind: 'Invoice', fileName, mediaType: 'application/json' };
    expect(issued).toMatchObject({ seller_key: 'VAT:NO999888777MVA', documents: [shown] });
    const read = readInvoiceFile(issued.content, fileName);
    expect(read).toMatchObject({ ok: true, value: { document: { ...numberless().document, number: 'G000000001' } } });
  });

  it('gives a number to two issuers, and refuses the second of one', async () => {
    const { document } = numberless();
    const one = { document: { ...document, number: 'A-1' } };
    const other = { document: { ...one.document, seller: { ...document.seller, vatId: 'SE556677889901' } } };
    const issued = await inTransaction(db, (tx) => issueInvoices(tx, profile(), [one, other], issuing()));
    const names = issued.ok ? issued.value.map(({ name }) => name) : [];
    expect(names).toEqual(['A-1', expect.stringMatching(/^A-1-[0-9a-z]{8}$/)]);
    const again = await inTransaction(db, (tx) => issueInvoices(tx, profile(), [other], issuing()));
    expect(again).toEqual({ ok: false, error: { code: 'InvoiceNumberTaken', number: 'A-1' } });
  });

  it('issues nothing when one of several cannot be', async () => {
    const taken = { document: { ...numberless().document, number: 'A-1' } };
    const both = await inTransaction(db, (tx) => issueInvoices(tx, profile(), [taken, taken], issuing()));
    expect(both).toEqual({ ok: false, error: { code: 'InvoiceNumberTaken', number: 'A-1' } });
    const invoices = await db
      .selectFrom('invoice')
      .select('name')
      .where('billing_account_id', '=', accountId())
      .execute();
    expect(invoices).toEqual([]);
  });
});

describe('voiding an invoice', () => {
  it('takes its journal entry back and leaves nothing due', async () => {
    await importOne();
    expect(await makeVoid('a-1')).toEqual(ok(undefined));
    const invoice = await db
      .selectFrom('invoice')
      .selectAll()
      .where('billing_account_id', '=', accountId())
      .executeTakeFirstOrThrow();
    expect(invoice).toMatchObject({ amount_due_minor: 0n, total_minor: 125_00n, voided_at: AT, row_version: 2n });
    const sums = await db
      .selectFrom('posting')
      .select(['ledger_account', (eb) => eb.fn.sum<string>('amount_minor').as('minor')])
      .where('billing_account_id', '=', accountId())
      .groupBy('ledger_account')
      .execute();
    expect(sums.map(({ minor }) => Number(minor))).toEqual([0, 0, 0]);
  });

  it('is refused twice, for an unknown invoice, and once something was paid', async () => {
    await importOne();
    expect(await makeVoid('B-1')).toEqual({ ok: false, error: { code: 'InvoiceNotFound' } });
    await db
      .updateTable('invoice')
      .set({ live_payment_id: accountId(), live_outcome: 'recorded' })
      .where('billing_account_id', '=', accountId())
      .execute();
    expect(await makeVoid('A-1')).toEqual({ ok: false, error: { code: 'InvoiceHasPayments' } });
    await db
      .updateTable('invoice')
      .set({ live_payment_id: null, live_outcome: null })
      .where('billing_account_id', '=', accountId())
      .execute();
    await makeVoid('A-1');
    expect(await makeVoid('A-1')).toEqual({ ok: false, error: { code: 'InvoiceVoid' } });
  });
});

function accountId(): string {
  return customer.billingAccountId;
}

function profile() {
  return { billingAccountId: accountId(), billingProfileId: customer.profiles['NOK'] ?? '' };
}

function issuing() {
  return { issuer: customer.issuer, at: AT, action: 'invoice.issue' } as const;
}

function numberless() {
  const read = readInvoiceFile(ublFile(), 'one.xml');
  if (!read.ok) throw new Error(read.error[0]?.message);
  const { number: _, ...document } = read.value.document;
  return { document };
}

async function issueNumberless(count: number): Promise<string[]> {
  const orders = Array.from({ length: count }, numberless);
  const issued = await inTransaction(db, (tx) => issueInvoices(tx, profile(), orders, issuing()));
  return issued.ok ? issued.value.map(({ number }) => number) : [issued.error.code];
}

async function importOne(): Promise<void> {
  const dependencies = { db, clock: () => AT, onCommitted: () => undefined };
  const files = [{ fileName: 'one.xml', bytes: ublFile() }];
  const target = { billingAccountId: accountId(), billingProfileName: 'BP-NOK' };
  await importInvoices(dependencies, customer.issuer, { ...target, files });
}

async function makeVoid(invoiceName: string) {
  const target = { billingAccountId: accountId(), invoiceName };
  return await inTransaction(db, (tx) => voidInvoice(tx, target, { issuer: customer.issuer, at: AT }));
}
