import { writeArmNumber } from '@betalt/core/money/arm-number.ts';
import { type Currency, exponentOf } from '@betalt/core/money/currency.ts';

/**
 * Text of JSON, written straight: a list page is fifty rows of some thirty members, and turning them into objects first is most
 * of what the page costs (docs/bench.md). Every string of the database goes through `text`.
 */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** An ARM amount, its number the shortest exact decimal. */
export function amount(amountMinor: bigint, currency: string): string {
  return `{"currency":"${currency}","value":${number(amountMinor, currency as Currency)}}`;
}

// Of at most fifteen digits every decimal is the shortest text of its nearest float (IEEE 754, core/money/arm-number.ts).
const EXACT = 1_000_000_000_000_000n;

/** The same text as `writeArmNumber`, by the processor's division where that is exact: a page has four hundred of them. */
function number(amountMinor: bigint, currency: Currency): string {
  if (amountMinor <= -EXACT || amountMinor >= EXACT) return writeArmNumber(amountMinor, currency);
  return String(Number(amountMinor) / 10 ** exponentOf(currency));
}

/** A date as ARM's date-time at midnight UTC. */
export function dateTime(date: string): string {
  return `"${date}T00:00:00Z"`;
}

// As PostgreSQL writes an instant into JSON when its session's zone is UTC: up to six decimals of a second, without trailing zeros.
const IN_UTC = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00:00$/;

/** An instant out of a JSON column, in milliseconds as the rest of the API writes them. */
export function instant(json: string): string {
  const [, seconds, fraction = ''] = IN_UTC.exec(json) ?? [];
  return seconds === undefined
    ? `"${new Date(json).toISOString()}"`
    : `"${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z"`;
}

/** A page of rows that are text already. */
export function page(rows: readonly string[], nextLink: string | undefined, totalCount: number | undefined): string {
  const count = totalCount === undefined ? '' : `,"totalCount":${totalCount}`;
  const next = nextLink === undefined ? '' : `,"nextLink":${text(nextLink)}`;
  return `{"value":[${rows.join(',')}]${count}${next}}`;
}
