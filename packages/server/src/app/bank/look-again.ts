import { type SearchKey, searchKeys } from '@betalt/core/bank/search-keys.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { findNamed } from '../../db/queries/bank-candidates.ts';
import { type BankTransactionRow, fromRow } from '../../db/queries/bank-transaction-row.ts';
import type { BankDependencies } from './match-bank-transaction.ts';

/** A payer is early by weeks, not by seasons; what is older is for people to sort out. */
const LOOKED_AT_FOR_MS = 90 * 24 * 3_600_000;
const MOST_AT_ONCE = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Transfers that came before their invoice: those that named an invoice nobody knew are looked at again when it has been issued since,
 * by {@link matchWaitingTransactions}. What a person has decided about stays.
 * @returns how many are looked at again
 */
export async function lookAgain({ db, clock }: Pick<BankDependencies, 'db' | 'clock'>): Promise<number> {
  const since = new Date(clock().getTime() - LOOKED_AT_FOR_MS);
  let after = BEFORE_ALL;
  let found = 0;
  for (;;) {
    const rows = await unknownAfter(db, after, since);
    const last = rows.at(-1);
    if (last === undefined) return found;
    found += await release(db, rows);
    after = last.bank_transaction_id;
  }
}

/** In the order in which they came (UUIDv7). */
function unknownAfter(db: Database, bankTransactionId: string, since: Date): Promise<BankTransactionRow[]> {
  return db
    .selectFrom('bank_transaction')
    .selectAll()
    .where('state', '=', 'unmatched')
    .where('reason', '=', 'no_invoice_found')
    .where('direction', '=', 'credit')
    .where('bank_transaction_id', '>', bankTransactionId)
    .where('created_at', '>=', since)
    .orderBy('bank_transaction_id')
    .limit(MOST_AT_ONCE)
    .execute();
}

async function release(db: Database, rows: readonly BankTransactionRow[]): Promise<number> {
  const keyed = rows.map((row) => ({ id: row.bank_transaction_id, keys: searchKeys(fromRow(row)) }));
  // One look at all of them: as a rule none is known.
  if (
    !(await isNamed(
      db,
      keyed.flatMap(({ keys }) => keys),
    ))
  )
    return 0;
  const named: string[] = [];
  for (const { id, keys } of keyed) if (await isNamed(db, keys)) named.push(id);
  const { numAffectedRows } = await sql`
    update bank_transaction set tried_at = null, reason = null, row_version = row_version + 1
    where bank_transaction_id = any(${named}::uuid[]) and state = 'unmatched' and reason = 'no_invoice_found'`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0n);
}

async function isNamed(db: Database, keys: readonly SearchKey[]): Promise<boolean> {
  return (await findNamed(db, keys)).length > 0;
}
