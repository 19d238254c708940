/**
 * What the address bar says about the list of invoices. Everything that narrows or orders the list lives here, so that a
 * link shows another person the same list, and Back undoes a filter.
 */
export interface InvoiceListSearch {
  readonly timespan: Timespan;
  /** Empty means every status. */
  readonly status: readonly StatusChoice[];
  /** Names of billing profiles; empty means all. */
  readonly profile: readonly string[];
  readonly type: readonly InvoiceType[];
  /** Bounds on the total amount, in major units of each invoice's own currency. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly query: string;
  /** Undefined means the server's order: past due, due, then newest. */
  readonly sort: InvoiceSort | undefined;
}

export const TIMESPANS = ['30days', '3months', '6months', '12months', '24months', 'all'] as const;
export type Timespan = (typeof TIMESPANS)[number];
export const DEFAULT_TIMESPAN: Timespan = '12months';

export const STATUS_CHOICES = [
  'PastDue',
  'Due',
  'Processing',
  'Paid',
  'Disputed',
  'Void',
  'Credit',
  'CreditUsed',
] as const;
export type StatusChoice = (typeof STATUS_CHOICES)[number];

export const INVOICE_TYPES = ['AzureServices', 'AzureMarketplace', 'AzureSupport', 'Other'] as const;
export type InvoiceType = (typeof INVOICE_TYPES)[number];

export const SORT_COLUMNS = [
  'name',
  'billingProfileDisplayName',
  'invoiceDate',
  'dueDate',
  'totalAmount',
  'amountDue',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export interface InvoiceSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The search parameters of the list's address; absent ones have their default. */
export interface InvoiceListParameters {
  readonly timespan?: string | undefined;
  readonly status?: string | undefined;
  readonly profile?: string | undefined;
  readonly type?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
}

/** Reads an address; a parameter that somebody mistyped falls back to its default rather than failing the page. */
export function readInvoiceListSearch(parameters: Readonly<Record<string, unknown>>): InvoiceListSearch {
  return {
    timespan: oneOf(TIMESPANS, text(parameters.timespan)) ?? DEFAULT_TIMESPAN,
    status: someOf(STATUS_CHOICES, text(parameters.status)),
    profile: words(text(parameters.profile)),
    type: someOf(INVOICE_TYPES, text(parameters.type)),
    min: amount(parameters.min),
    max: amount(parameters.max),
    query: text(parameters.q).trim(),
    sort: readSort(text(parameters.sort)),
  };
}

/** Writes an address: defaults are left out, so that the plain list has the plain address. */
export function writeInvoiceListSearch(search: InvoiceListSearch): InvoiceListParameters {
  return {
    timespan: search.timespan === DEFAULT_TIMESPAN ? undefined : search.timespan,
    status: search.status.join(',') || undefined,
    profile: search.profile.join(',') || undefined,
    type: search.type.join(',') || undefined,
    min: search.min?.toString(),
    max: search.max?.toString(),
    q: search.query || undefined,
    sort: search.sort && `${search.sort.descending ? '-' : ''}${search.sort.column}`,
  };
}

/** True when the list is narrowed by something the reader chose, so that an empty list can offer to undo it. */
export function isNarrowed(search: InvoiceListSearch): boolean {
  const { sort: _order, ...narrowing } = writeInvoiceListSearch(search);
  return Object.values(narrowing).some((value) => value !== undefined);
}

/** True while the reader goes on typing in the search box: letter by letter is one step of the history. */
export function isTypingOn(before: InvoiceListSearch, after: InvoiceListSearch): boolean {
  return before.query !== '' && after.query !== before.query;
}

/** Pressing a column's heading: ascending, descending, then back to the default order. */
export function nextSort(sort: InvoiceSort | undefined, column: SortColumn): InvoiceSort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}

function readSort(written: string): InvoiceSort | undefined {
  const descending = written.startsWith('-');
  const column = oneOf(SORT_COLUMNS, descending ? written.slice(1) : written);
  return column && { column, descending };
}

// The router reads `q=1024` as a number and `q=true` as a boolean; both were typed as words.
function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function words(written: string): string[] {
  return written.split(',').filter((word) => word !== '');
}

function oneOf<T extends string>(choices: readonly T[], written: string): T | undefined {
  return choices.find((choice) => choice === written);
}

function someOf<T extends string>(choices: readonly T[], written: string): T[] {
  const asked = words(written);
  return choices.filter((choice) => asked.includes(choice));
}

function amount(value: unknown): number | undefined {
  const number = Number(text(value) || Number.NaN);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
