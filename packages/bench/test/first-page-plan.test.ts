import { type InvoiceListQuery, listInvoices } from '@betalt/server/db/queries/invoices.ts';
import type pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../server/test/support/test-database.ts';
import { deepStatement, fillStatements } from '../src/population/fill-statements.ts';
import { idOf } from '../src/population/ids.ts';
import { populationOf } from '../src/population/population.ts';

const { pool } = await testDatabase();
const LARGE = 7;

beforeAll(async () => {
  for (const { text } of [...fillStatements(populationOf(10_000)), deepStatement(LARGE, 5_000)]) await pool.query(text);
  await pool.query('analyze');
});

const page: InvoiceListQuery = {
  billingAccountId: idOf('account', LARGE),
  profiles: 'all',
  today: '2026-11-25',
  limit: 51,
};

test.each([
  ['the first page', page],
  ['a later page', { ...page, after: { key: '9500', invoiceId: idOf('invoice', 1) } }],
])('%s is read in the order of its index, however large the account', async (_name, query) => {
  const plan = await genericPlanOf(query);
  expect(plan).toContain('invoice_list_ix');
  expect(plan).not.toContain('Sort');
});

/** What PostgreSQL does with the prepared statement once it knows that it comes again and again. */
async function genericPlanOf(query: InvoiceListQuery): Promise<string> {
  const sent: string[] = [];
  const recorder = {
    query: async ({ text }: pg.QueryConfig) => {
      sent.push(text);
      return { rows: [] };
    },
  };
  await listInvoices(recorder as unknown as pg.Pool, query);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${sent[0]}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
