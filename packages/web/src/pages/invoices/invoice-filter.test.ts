import { describe, expect, it } from 'vitest';
import { firstDayOf, invoiceListQuery } from './invoice-filter.ts';
import { readInvoiceListSearch } from './invoice-list-search.ts';

const today = '2026-11-24';
const STILL_OWED = "properties/status eq 'Due' or properties/status eq 'OverDue'";

describe('the filter of the invoices list', () => {
  it('asks for the last twelve months and all that is still owed when nothing was chosen', () => {
    expect(invoiceListQuery(readInvoiceListSearch({}), today)).toEqual({
      filter: `(properties/invoiceDate ge '2025-11-24' or ${STILL_OWED})`,
      orderBy: undefined,
      search: undefined,
    });
  });

  it('joins what was chosen with and, and alternatives with or', () => {
    const search = readInvoiceListSearch({
      timespan: 'all',
      status: 'Due,PastDue',
      profile: 'ABC-1',
      type: 'Other',
      min: 100,
      max: 2500.5,
    });
    expect(invoiceListQuery(search, today).filter).toBe(
      [
        "(properties/displayStatus eq 'PastDue' or properties/displayStatus eq 'Due')",
        "properties/billingProfileName eq 'ABC-1'",
        "properties/invoiceType eq 'Other'",
        'properties/totalAmount ge 100',
        'properties/totalAmount le 2500.5',
      ].join(' and '),
    );
  });

  it('doubles a quote inside a value, so that a value never ends the text early', () => {
    const search = readInvoiceListSearch({ timespan: 'all', profile: "O'Brien" });
    expect(invoiceListQuery(search, today).filter).toBe("properties/billingProfileName eq 'O''Brien'");
  });

  it('asks for everything without a filter', () => {
    expect(invoiceListQuery(readInvoiceListSearch({ timespan: 'all' }), today).filter).toBeUndefined();
  });

  it('carries the order and the words searched for', () => {
    const query = invoiceListQuery(readInvoiceListSearch({ sort: '-dueDate', q: ' G1024 ' }), today);
    expect(query).toMatchObject({ orderBy: 'properties/dueDate desc', search: 'G1024' });
  });
});

describe('a timespan', () => {
  it.each([
    ['30days', '2026-11-24', '2026-10-25'],
    ['3months', '2026-05-31', '2026-02-28'],
    ['12months', '2024-02-29', '2023-02-28'],
    ['24months', '2026-01-01', '2024-01-01'],
  ] as const)('of %s counted from %s begins on %s', (timespan, from, firstDay) => {
    expect(firstDayOf(timespan, from)).toBe(firstDay);
  });

  it('of all time has no beginning', () => {
    expect(firstDayOf('all', today)).toBeUndefined();
  });
});
