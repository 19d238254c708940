import type { Filter } from '@betalt/contract/filter/filter.ts';
import type pg from 'pg';
import { Conditions } from './conditions.ts';
import { filterToSql, INVOICE_ORDERS, type InvoiceOrder } from './invoice-filter.ts';
import { AS_TEXT, fromTexts, INVOICE_COLUMNS, type InvoiceRow, type InvoiceTexts } from './invoice-row.ts';

export type { FailedPart, InvoiceRow, SettledPart, ShownDocument } from './invoice-row.ts';

export interface InvoiceListQuery {
  readonly billingAccountId: string;
  /** The profiles whose invoices the caller may read. */
  readonly profiles: 'all' | readonly string[];
  /** Today in the account's zone: overdue is computed, never stored. */
  readonly today: string;
  readonly limit: number;
  /** Rows that the page begins after, counted from the start of the list. */
  readonly skip?: number | undefined;
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
  readonly periodStart?: string | undefined;
  readonly periodEnd?: string | undefined;
  readonly order?: InvoiceOrder | undefined;
  /** The last row of the page before: the value that it was ordered by, and its id. */
  readonly after?: { readonly key: string; readonly invoiceId: string } | undefined;
}

const FROM = `from invoice i join billing_profile p on p.billing_account_id = i.billing_account_id and p.billing_profile_id = i.billing_profile_id`;

/**
 * Where the first page goes on from. Said like any other place: without it the planner, who thinks an account small, reads all of it
 * by profile and sorts, which takes 80 ms where an account has 100,000 invoices.
 */
const BEFORE_ALL = { key: '-2147483648', invoiceId: '00000000-0000-0000-0000-000000000000' };

/** One page, keyset, in one statement; the plain list in its default order is a named prepared statement (index invoice_list_ix). */
export async function listInvoices(pool: Pick<pg.Pool, 'query'>, query: InvoiceListQuery): Promise<InvoiceRow[]> {
  const where = conditionsOf(query);
  const order = query.order;
  const skip = query.skip === undefined || query.skip === 0 ? '' : ` offset ${where.parameter(query.skip)}`;
  const limit = `${where.parameter(query.limit)}${skip}`;
  if (order === undefined) {
    const { key, invoiceId } = query.after ?? BEFORE_ALL;
    where.add((p) => `(i.list_rank, i.invoice_id) > (${p(Number(key))}, ${p(invoiceId)})`);
    const text = `select ${INVOICE_COLUMNS}, null ${FROM} where ${where.text} order by i.list_rank, i.invoice_id limit ${limit}`;
    return rowsOf(pool, text, where.values, isPlain(query) ? `list-invoices-${where.values.length}` : undefined);
  }
  const { expression, cast } = INVOICE_ORDERS[order.field];
  const sign = order.descending ? '<' : '>';
  const direction = order.descending ? 'desc' : 'asc';
  if (query.after !== undefined)
    where.add(
      (p) =>
        `(${expression}, i.invoice_id) ${sign} (${p(query.after?.key)}::${cast}, ${p(query.after?.invoiceId)}::uuid)`,
    );
  const text = `select ${INVOICE_COLUMNS}, (${expression})::text ${FROM} where ${where.text} order by ${expression} ${direction}, i.invoice_id ${direction} limit ${limit}`;
  return rowsOf(pool, text, where.values);
}

/** How many the whole list has, for `count=true`. */
export async function countInvoices(pool: pg.Pool, query: InvoiceListQuery): Promise<number> {
  const where = conditionsOf(query);
  const { rows } = await pool.query<{ count: bigint }>(
    `select count(*) as count ${FROM} where ${where.text}`,
    where.values,
  );
  return Number(rows[0]?.count ?? 0n);
}

/** One invoice by its name, whatever the case; the caller asks whether its profile may be read. */
export async function findInvoice(
  pool: Pick<pg.Pool, 'query'>,
  billingAccountId: string,
  name: string,
): Promise<InvoiceRow | undefined> {
  const text = `select ${INVOICE_COLUMNS}, null ${FROM} where i.billing_account_id = $1 and upper(i.name) = upper($2)`;
  return (await rowsOf(pool, text, [billingAccountId, name], 'find-invoice'))[0];
}

async function rowsOf(
  pool: Pick<pg.Pool, 'query'>,
  text: string,
  values: unknown[],
  name?: string,
): Promise<InvoiceRow[]> {
  const query = { text, values, rowMode: 'array', types: AS_TEXT } as const;
  const { rows } = await pool.query<InvoiceTexts>(name === undefined ? query : { ...query, name });
  return rows.map(fromTexts);
}

function isPlain(query: InvoiceListQuery): boolean {
  return (
    query.skip === undefined &&
    query.filter === undefined &&
    query.search === undefined &&
    query.periodStart === undefined &&
    query.periodEnd === undefined &&
    query.profiles === 'all'
  );
}

function conditionsOf(query: InvoiceListQuery): Conditions {
  const where = new Conditions();
  const { profiles, filter, search, periodStart, periodEnd } = query;
  where.add((p) => `i.billing_account_id = ${p(query.billingAccountId)}`);
  if (profiles !== 'all') where.add((p) => `i.billing_profile_id = any(${p(profiles)}::uuid[])`);
  if (periodStart !== undefined) where.add((p) => `i.invoice_on >= ${p(periodStart)}::date`);
  if (periodEnd !== undefined) where.add((p) => `i.invoice_on <= ${p(periodEnd)}::date`);
  if (search !== undefined) where.add((p) => searchCondition(p(likePattern(search))));
  if (filter !== undefined) where.add((p) => filterToSql(filter, p, query.today));
  return where;
}

function searchCondition(pattern: string): string {
  return `(i.name ilike ${pattern} or i.number ilike ${pattern} or i.po_number ilike ${pattern})`;
}

/** Text that a person typed, found anywhere; its own % and _ stand for themselves. */
function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
