import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INVOICE_TYPES,
  type InvoiceListSearch,
  isNarrowed,
  isTypingOn,
  nextSort,
  readInvoiceListSearch,
  SORT_COLUMNS,
  STATUS_CHOICES,
  TIMESPANS,
  writeInvoiceListSearch,
} from './invoice-list-search.ts';

const searches: fc.Arbitrary<InvoiceListSearch> = fc.record({
  timespan: fc.constantFrom(...TIMESPANS),
  status: fc.subarray([...STATUS_CHOICES]),
  profile: fc.uniqueArray(fc.stringMatching(/^[A-Z0-9-]{1,12}$/), { maxLength: 3 }),
  type: fc.subarray([...INVOICE_TYPES]),
  min: fc.option(fc.nat(), { nil: undefined }),
  max: fc.option(fc.nat(), { nil: undefined }),
  query: fc.stringMatching(/^[A-Z0-9]{0,10}$/),
  sort: fc.option(fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }), {
    nil: undefined,
  }),
});

describe("the list's address", () => {
  it('says everything that narrows and orders the list', () => {
    fc.assert(
      fc.property(searches, (search) => {
        expect(readInvoiceListSearch({ ...writeInvoiceListSearch(search) })).toEqual(search);
      }),
    );
  });

  it('is plain when nothing was chosen', () => {
    const plain = readInvoiceListSearch({});
    expect(Object.values(writeInvoiceListSearch(plain)).every((value) => value === undefined)).toBe(true);
    expect(isNarrowed(plain)).toBe(false);
  });

  it('survives what somebody mistyped', () => {
    const search = readInvoiceListSearch({ timespan: 'forever', status: 'Due,Lost', min: 'much', sort: '-colour' });
    expect(search).toMatchObject({ timespan: '12months', status: ['Due'], min: undefined, sort: undefined });
  });

  it('reads an invoice number that the router took for a number as the words it is', () => {
    expect(readInvoiceListSearch({ q: 10240087 }).query).toBe('10240087');
  });

  it('is narrowed by a filter, not by an order', () => {
    expect(isNarrowed(readInvoiceListSearch({ sort: 'dueDate' }))).toBe(false);
    expect(isNarrowed(readInvoiceListSearch({ status: 'Paid' }))).toBe(true);
  });
});

it('orders by a column ascending, then descending, then as the server does', () => {
  const once = nextSort(undefined, 'dueDate');
  expect(once).toEqual({ column: 'dueDate', descending: false });
  const twice = nextSort(once, 'dueDate');
  expect(twice).toEqual({ column: 'dueDate', descending: true });
  expect(nextSort(twice, 'dueDate')).toBeUndefined();
  expect(nextSort(twice, 'amountDue')).toEqual({ column: 'amountDue', descending: false });
});

it('takes typing in the search box for one step of the history, and every filter for one of its own', () => {
  const plain = readInvoiceListSearch({});
  const started = { ...plain, query: 'G' };
  expect(isTypingOn(plain, started)).toBe(false);
  expect(isTypingOn(started, { ...started, query: 'G1' })).toBe(true);
  expect(isTypingOn(started, { ...started, timespan: 'all' })).toBe(false);
});
