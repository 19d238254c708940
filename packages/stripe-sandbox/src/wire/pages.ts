import type { Kind, Kinds } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { missing } from './failures.ts';
import { group, integer, type Parsed, text } from './fields.ts';
import type { FormValue } from './form.ts';

const bounds = { gt: integer(), gte: integer(), lt: integer(), lte: integer() };
const range = group(bounds);

/** The paging parameters that every list has, https://docs.stripe.com/api/pagination */
export const pageFields = {
  limit: integer({ min: 1, max: 100 }),
  starting_after: text(),
  ending_before: text(),
  /** An instant in Unix seconds, or a range of them. */
  created: {
    parse: (value: FormValue | undefined, at: string) =>
      typeof value === 'string' ? exactly(integer().parse(value, at)) : range.parse(value, at),
  },
};
export type Page = Parsed<typeof pageFields>;
export type Filters = Partial<
  Record<'customer' | 'payment_intent' | 'charge' | 'setup_intent' | 'source' | 'email' | 'type', Filter>
>;
type Filter = string | readonly string[] | undefined;

export interface ListBody<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** One page, newest first, of the objects of a kind. `filters` with undefined values do not filter. */
export function listPage<K extends Kind>(
  tx: Tx,
  kind: K,
  url: string,
  page: Page,
  filters: Filters = {},
): ListBody<Kinds[K]> {
  const limit = page.limit ?? 10;
  const backwards = page.ending_before !== undefined;
  const where = conditions(tx, kind, page, filters);
  const rows = tx.store.all(
    `select body from objects where ${where.sql.join(' and ')} order by seq ${backwards ? 'asc' : 'desc'} limit ?`,
    ...where.values,
    limit + 1,
  );
  const found = rows.slice(0, limit).map((row) => JSON.parse(String(row['body'])) as Kinds[K]);
  return { object: 'list', data: backwards ? found.toReversed() : found, has_more: rows.length > limit, url };
}

function conditions(tx: Tx, kind: Kind, page: Page, filters: Filters): { sql: string[]; values: (string | number)[] } {
  const sql = ['object = ?', 'deleted is null'];
  const values: (string | number)[] = [kind];
  const add = (condition: string, ...more: (string | number)[]): void => {
    sql.push(condition);
    values.push(...more);
  };
  for (const [column, wanted] of Object.entries(filters)) {
    if (wanted === undefined) continue;
    const options = typeof wanted === 'string' ? [wanted] : wanted;
    add(`${column} in (${options.map(() => '?').join(', ')})`, ...options);
  }
  for (const [name, operator] of Object.entries({ gt: '>', gte: '>=', lt: '<', lte: '<=' })) {
    const bound = page.created?.[name as 'gt'];
    if (bound !== undefined) add(`created ${operator} ?`, bound);
  }
  if (page.starting_after !== undefined) add('seq < ?', seqOf(tx, kind, page.starting_after, 'starting_after'));
  if (page.ending_before !== undefined) add('seq > ?', seqOf(tx, kind, page.ending_before, 'ending_before'));
  return { sql, values };
}

function seqOf(tx: Tx, kind: Kind, id: string, param: string): number {
  const row = tx.store.one('select seq from objects where id = ? and object = ?', id, kind);
  if (row === undefined) throw missing(kind, id, param, 400);
  return Number(row['seq']);
}

function exactly(instant: number | undefined): Parsed<typeof bounds> {
  return { gt: undefined, gte: instant, lt: undefined, lte: instant };
}
