import pg from 'pg';
import { fillStatements } from './fill-statements.ts';
import type { Population } from './population.ts';

/**
 * Fills a migrated, empty database, and leaves it as a database that has been at work for a while is: analyzed, vacuumed.
 * A database that holds exactly this many accounts and no fewer invoices already is left as it is.
 *
 * @throws Error when it holds something else
 */
export async function fill(url: string, population: Population, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (await isFilled(client, population)) return say('the database is filled already');
    await prepare(client);
    for (const { table, text } of fillStatements(population)) {
      const since = performance.now();
      const { rowCount } = await client.query(text);
      say(`  ${table}: ${(rowCount ?? 0).toLocaleString('en-US')} rows in ${seconds(since)}`);
    }
    const since = performance.now();
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
    say(`  analyzed in ${seconds(since)}`);
  } finally {
    await client.end();
  }
}

async function isFilled(client: pg.Client, { accounts, invoices }: Population): Promise<boolean> {
  const { rows } = await client.query<{ accounts: string; invoices: string }>(
    `select (select count(*) from billing_account)::text as accounts, (select count(*) from invoice where name like 'B%')::text as invoices`,
  );
  const found = { accounts: Number(rows[0]?.accounts), invoices: Number(rows[0]?.invoices) };
  if (found.accounts === 0) return false;
  if (found.accounts === accounts && found.invoices === invoices) return true;
  throw new Error(
    `The database holds ${found.accounts} accounts with ${found.invoices} invoices: give it an empty one.`,
  );
}

/** The rows fit together by construction, and the ledger check proves it at the end: asking for each costs half an hour. */
async function prepare(client: pg.Client): Promise<void> {
  await client.query('set synchronous_commit = off');
  const { rows } = await client.query<{ is_superuser: boolean }>(
    'select rolsuper as is_superuser from pg_roles where rolname = current_user',
  );
  if (rows[0]?.is_superuser === true) await client.query('set session_replication_role = replica');
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
