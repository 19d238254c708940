import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Client {
  connect(): Promise<void>;
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  end(): Promise<void>;
}

// The server's own driver: the portal has no database, only its tests look into one.
const { Client: PostgresClient } = createRequire(new URL('../../../server/package.json', import.meta.url))('pg') as {
  Client: new (url: string) => Client;
};

/**
 * The tables of a running Betalt's embedded database in which some row, written out with every column, matches the pattern:
 * outbox, queue and log of activity among them.
 *
 * @param pattern a regular expression that PostgreSQL and JavaScript read alike
 */
export async function tablesHolding(dataDir: string, pattern: string): Promise<string[]> {
  const client = new PostgresClient(addressOf(dataDir));
  await client.connect();
  try {
    const { rows } = await client.query(TABLES);
    const holding = [];
    for (const { place } of rows as { place: string }[]) {
      const found = await client.query(`select from ${place} t where t::text ~ $1 limit 1`, [pattern]);
      if (found.rows.length > 0) holding.push(place);
    }
    return holding;
  } finally {
    await client.end();
  }
}

const TABLES = `select format('%I.%I', table_schema, table_name) as place from information_schema.tables
where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;

/** The server's pid file has its port on line 4. */
function addressOf(dataDir: string): string {
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  return `postgres://betalt:${encodeURIComponent(password)}@127.0.0.1:${port}/betalt`;
}
