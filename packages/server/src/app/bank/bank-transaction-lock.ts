import type { ReversibleTransaction } from '@betalt/core/bank/find-reversed.ts';
import type { Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { type BankTransactionRow, fromRow } from '../../db/queries/bank-transaction-row.ts';
import type { DB } from '../../db/tables.ts';

/** The row is the mutex of what is decided about it. */
export function lockBankTransaction(tx: Tx, bankTransactionId: string): Promise<BankTransactionRow | undefined> {
  return tx
    .selectFrom('bank_transaction')
    .selectAll()
    .where('bank_transaction_id', '=', bankTransactionId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateBankTransaction(
  tx: Tx,
  { bank_transaction_id: id }: Pick<BankTransactionRow, 'bank_transaction_id'>,
  changes: Updateable<DB['bank_transaction']>,
): Promise<void> {
  await tx
    .updateTable('bank_transaction')
    .set((column) => ({ ...changes, row_version: column('row_version', '+', 1n) }))
    .where('bank_transaction_id', '=', id)
    .execute();
}

/** Credits of the account and amount of a debit that nothing has taken back yet, newest first. */
export async function reversibleCredits(tx: Tx, debit: BankTransactionRow): Promise<ReversibleTransaction[]> {
  const rows = await tx
    .selectFrom('bank_transaction')
    .selectAll()
    .where('bank_account_id', '=', debit.bank_account_id)
    .where('amount_minor', '=', debit.amount_minor)
    .where('currency', '=', debit.currency)
    .where('direction', '=', 'credit')
    .where('state', '<>', 'reversed')
    .orderBy('bank_transaction_id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...fromRow(row), bankTransactionId: row.bank_transaction_id }));
}
