import type { InvoiceListSearch, Timespan } from './invoice-list-search.ts';

/** What `GET …/invoices` is asked for, in the filter and order grammar of Microsoft.Billing lists. */
export interface InvoiceListQuery {
  readonly filter: string | undefined;
  readonly orderBy: string | undefined;
  readonly search: string | undefined;
}

/**
 * @param today the day in the account's time zone, `YYYY-MM-DD`: where the timespan is counted from.
 */
export function invoiceListQuery(search: InvoiceListSearch, today: string): InvoiceListQuery {
  const conditions = [
    inTimespan(search.timespan, today),
    anyOf('properties/displayStatus', search.status),
    anyOf('properties/billingProfileName', search.profile),
    anyOf('properties/invoiceType', search.type),
    search.min === undefined ? undefined : `properties/totalAmount ge ${search.min}`,
    search.max === undefined ? undefined : `properties/totalAmount le ${search.max}`,
  ].filter((condition) => condition !== undefined);
  return {
    filter: conditions.length > 0 ? conditions.join(' and ') : undefined,
    orderBy: search.sort && `properties/${search.sort.column}${search.sort.descending ? ' desc' : ' asc'}`,
    search: search.query || undefined,
  };
}

/** The first day that a timespan covers, `YYYY-MM-DD`; undefined for all time. */
export function firstDayOf(timespan: Timespan, today: string): string | undefined {
  if (timespan === 'all') return undefined;
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  if (timespan === '30days') return isoDay(new Date(Date.UTC(year, month - 1, day - 30)));
  const first = new Date(Date.UTC(year, month - 1 - Number.parseInt(timespan, 10), 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return isoDay(first);
}

// What is still owed stays in sight however old it is; only an explicit status filter hides it.
function inTimespan(timespan: Timespan, today: string): string | undefined {
  const firstDay = firstDayOf(timespan, today);
  if (firstDay === undefined) return undefined;
  return `(properties/invoiceDate ge '${firstDay}' or properties/status eq 'Due' or properties/status eq 'OverDue')`;
}

function anyOf(property: string, values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined;
  const alternatives = values.map((value) => `${property} eq ${quoted(value)}`).join(' or ');
  return values.length === 1 ? alternatives : `(${alternatives})`;
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
