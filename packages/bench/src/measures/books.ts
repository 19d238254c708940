import { checkLedger } from '@betalt/server/app/ledger/check-ledger.ts';
import { openDatabase } from '@betalt/server/db/database.ts';
import type { Gateway } from '../subject/gateway.ts';

/** Payments of the measured application, told from pgbench's own by their id; each is one charge at the double. */
const CHARGED = `select count(*) as count from payment where outcome = 'succeeded' and payment_id::text not like '01920000-00b2-7000-8000-%'`;
const PAID_TWICE = `select i.name from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
  where a.state = 'settled' group by i.billing_account_id, i.invoice_id, i.name having count(*) > 1 or sum(a.amount_minor) > max(i.total_minor)`;

/**
 * What must hold after any number of payments, or no figure of paying counts.
 *
 * @returns sentences, each naming what is wrong; empty when the books add up, no invoice was paid twice and every charge is in them
 */
export async function wrongInBooks(
  databases: readonly string[],
  gateway: Gateway,
  chargedBefore: bigint,
): Promise<string[]> {
  const wrong: string[] = [];
  let settled = -chargedBefore;
  for (const url of databases) {
    wrong.push(...(await wrongIn(url)));
    settled += await chargedIn(url);
  }
  const charges = BigInt(await gateway.charges());
  if (charges !== settled) wrong.push(`the gateway charged ${charges} times, and ${settled} payments were settled`);
  return wrong;
}

async function wrongIn(databaseUrl: string): Promise<string[]> {
  const { db, pool, close } = openDatabase(databaseUrl, { maxConnections: 4 });
  try {
    const { problems } = await checkLedger(db);
    const twice = (await pool.query<{ name: string }>(PAID_TWICE)).rows.map(({ name }) => `${name} was paid twice`);
    return [...problems, ...twice];
  } finally {
    await close();
  }
}

/** How many payments of the application the database holds. */
export async function chargedIn(databaseUrl: string): Promise<bigint> {
  const { pool, close } = openDatabase(databaseUrl, { maxConnections: 1 });
  try {
    return (await pool.query<{ count: bigint }>(CHARGED)).rows[0]?.count ?? 0n;
  } finally {
    await close();
  }
}
