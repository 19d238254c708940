import { Client } from 'pg';

export type Row = Record<string, unknown>;

/** One connection, one statement. */
export function query(url: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  return connected(url, async (client) => (await client.query<Row>(statement, values)).rows);
}

/** One connection for as long as the work takes; it may be cut by the server's death. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // Reported to the query that was under way as well.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Inserts numbers one commit at a time until it cannot any more; returns the last one that was acknowledged. */
export async function insertUntilCut(url: string, from: number, onCommit: (n: number) => void): Promise<number> {
  let acknowledged = from - 1;
  const work = connected(url, async (client) => {
    for (;;) {
      await client.query('insert into coin values ($1)', [acknowledged + 1]);
      acknowledged += 1;
      onCommit(acknowledged);
    }
  });
  await work.catch(() => {}); // The cut is what the test makes.
  return acknowledged;
}
