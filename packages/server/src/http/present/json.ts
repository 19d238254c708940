import { writeArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';

/**
 * Text of JSON, written straight: a list page is fifty rows of some thirty members, and turning them into objects first is most
 * of what the page costs (docs/bench.md). Every string of the database goes through `text`.
 */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** An ARM amount; the number never goes through a float. */
export function amount(amountMinor: bigint, currency: string): string {
  return `{"currency":"${currency}","value":${writeArmNumber(amountMinor, currency as Currency)}}`;
}

/** A date as ARM's date-time at midnight UTC. */
export function dateTime(date: string): string {
  return `"${date}T00:00:00Z"`;
}

/** A page of rows that are text already. */
export function page(rows: readonly string[], nextLink: string | undefined, totalCount: number | undefined): string {
  const count = totalCount === undefined ? '' : `,"totalCount":${totalCount}`;
  const next = nextLink === undefined ? '' : `,"nextLink":${text(nextLink)}`;
  return `{"value":[${rows.join(',')}]${count}${next}}`;
}
