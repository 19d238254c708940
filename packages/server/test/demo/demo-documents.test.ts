import { checkInvoiceDocument } from '@betalt/core/invoices/document/check-invoice-document.ts';
import { invoiceStatus } from '@betalt/core/invoices/status.ts';
import { addDays, type CalendarDate, calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { describe, expect, it } from 'vitest';
import { FJORD, KANSO } from '../../src/demo/demo-customers.ts';
import { demoDocument } from '../../src/demo/demo-documents.ts';
import type { DemoInvoice } from '../../src/demo/demo-invoice.ts';
import { fjordInvoices, kansoInvoices } from '../../src/demo/demo-invoices.ts';
import { readInvoiceFile } from '../../src/einvoice/read-invoice-file.ts';
import { writeJsonInvoice } from '../../src/einvoice/write-json.ts';

// Ends and beginnings of months, a leap day, the invoice day itself and the day before it.
const DAYS = ['2026-11-24', '2026-12-31', '2027-01-01', '2027-03-04', '2027-03-05', '2028-02-29', '2028-03-01'];

describe.each(DAYS.map((day) => [day, calendarDate(day)] as const))('the demo on %s', (_, today) => {
  const fjord = fjordInvoices(today);
  const kanso = kansoInvoices(today);

  it('has 60 invoices or more over 24 months, and a dozen for the customer in JPY', () => {
    expect(fjord.length).toBeGreaterThanOrEqual(60);
    expect(kanso).toHaveLength(12);
    expect(fjord[0]?.issuedOn).toBeDefined();
    expect((fjord[0]?.issuedOn ?? today) <= addDays(today, -690)).toBe(true);
    expect(fjord.every(({ issuedOn }) => issuedOn <= today)).toBe(true);
  });

  it('always has some that are due, some past due, and one of each other state', () => {
    const open = fjord.filter(({ fate }) => fate === undefined);
    const statuses = open.map((invoice) => statusOn(invoice, today));
    expect(statuses.filter((status) => status === 'Due').length).toBeGreaterThanOrEqual(2);
    expect(statuses.filter((status) => status === 'OverDue').length).toBeGreaterThanOrEqual(2);
    const fates = new Set(fjord.map(({ fate }) => fate?.kind));
    expect([...fates].toSorted()).toEqual([
      'credited',
      'declined',
      'disputed',
      'paid',
      'partPaid',
      'queried',
      'transferred',
      'void',
      undefined,
    ]);
    expect(kanso.map((invoice) => invoice.fate ?? statusOn(invoice, today))).toContain('OverDue');
  });

  it('breaks no rule of EN 16931', () => {
    for (const [account, invoices] of [
      [FJORD, fjord],
      [KANSO, kanso],
    ] as const) {
      for (const invoice of invoices) {
        const violations = checkInvoiceDocument({ number: 'G000000001', ...documentOf(account, invoice) });
        expect(violations, invoice.key).toEqual([]);
      }
    }
  });

  it('is written as files that say the same when they are read', () => {
    for (const invoice of fjord.concat(kanso)) {
      const account = fjord.includes(invoice) ? FJORD : KANSO;
      const document = { number: 'G000000001', ...documentOf(account, invoice) };
      const read = readInvoiceFile(writeJsonInvoice(document), `${invoice.key}.json`);
      expect(read).toMatchObject({ ok: true, value: { document } });
      if (read.ok) expect(read.value.document).toEqual(document);
    }
  });

  it('has one above the card limit, one over nothing, and no part payment above its invoice', () => {
    const international = fjord.filter(({ profile }) => profile === FJORD.profiles[1]?.name);
    expect(international.filter((invoice) => payable(invoice) > 50_000_00n)).toHaveLength(1);
    expect(fjord.filter((invoice) => payable(invoice) === 0n)).toHaveLength(1);
    for (const invoice of fjord) {
      if (invoice.fate?.kind === 'partPaid') expect(payable(invoice)).toBeGreaterThan(invoice.fate.amountMinor);
    }
  });

  it('is the same each time it is asked for', () => {
    expect(fjordInvoices(today)).toEqual(fjord);
    const [first] = fjord;
    if (first !== undefined) expect(documentOf(FJORD, first)).toEqual(documentOf(FJORD, first));
  });
});

function documentOf(account: typeof FJORD, invoice: DemoInvoice) {
  const profile = account.profiles.find(({ name }) => name === invoice.profile);
  if (profile === undefined) throw new Error(`no profile ${invoice.profile}`);
  return demoDocument(account, profile, invoice);
}

function statusOn({ issuedOn }: DemoInvoice, today: CalendarDate): string {
  const dueOn = addDays(issuedOn, 30);
  return invoiceStatus({ amountDueMinor: 1n, totalMinor: 1n, dueOn, voidedAt: null }, today);
}

function payable(invoice: DemoInvoice): bigint {
  return documentOf(FJORD, invoice).totals.payableMinor;
}
