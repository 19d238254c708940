import pg from 'pg';
import { accountPath } from '../load/requests.ts';
import { deepStatement } from '../population/fill-statements.ts';
import { tokenOf } from '../population/ids.ts';
import type { Bench } from './measure.ts';

const PAGE = 50;
const STRIDE = 1000;

export interface DeepAccount {
  readonly account: number;
  readonly firstPage: string;
  readonly deepPage: string;
  /** Which page of fifty the deep one is. */
  readonly depth: number;
}

/** Gives one account half as many invoices as all others have together, and walks to its end by the links that the API answers. */
export async function deepAccount(bench: Bench): Promise<DeepAccount> {
  const account = bench.population.accounts;
  const invoices = Math.floor(bench.population.invoices / 2);
  await addInvoices(bench, account, invoices);
  const firstPage = `${accountPath(account)}/invoices?api-version=2024-04-01`;
  // The own version takes longer strides; its mark is good for pages of any length.
  let mark: string | null = null;
  // A whole page must follow the last stride.
  const strides = Math.floor((invoices - PAGE) / STRIDE);
  for (let stride = 0; stride < strides; stride += 1) {
    const skip = mark === null ? '' : `&skipToken=${mark}`;
    const path = `${accountPath(account)}/invoices?api-version=2026-11-01-betalt&top=${STRIDE}${skip}`;
    const nextLink = await nextLinkOf(bench, path, account);
    if (nextLink === undefined) throw new Error(`the list ended after ${stride + 1} strides of ${strides}`);
    mark = new URL(nextLink).searchParams.get('skipToken');
  }
  return { account, firstPage, deepPage: `${firstPage}&skipToken=${mark}`, depth: (strides * STRIDE) / PAGE + 1 };
}

async function nextLinkOf({ api }: Bench, path: string, account: number): Promise<string | undefined> {
  const response = await fetch(`http://127.0.0.1:${api.port}${path}`, {
    headers: { authorization: `Bearer ${tokenOf(account)}` },
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return ((await response.json()) as { nextLink?: string }).nextLink;
}

async function addInvoices({ databaseUrl }: Bench, account: number, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(deepStatement(account, count).text);
    await client.query('analyze invoice');
  } finally {
    await client.end();
  }
}
