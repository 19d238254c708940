import type { BankFile, BankStatement, BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import { type KnownTransaction, sortOut } from '@betalt/core/bank/known-transactions.ts';
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { type BankTransactionRow, fingerprintOf, fromRow, toColumns } from '../../db/queries/bank-transaction-row.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import type { DB } from '../../db/tables.ts';

export interface StoreFile {
  readonly file: BankFile;
  readonly fileName: string;
  readonly fileHash: Buffer;
  readonly importedBy: { readonly userId: string; readonly name: string };
  readonly at: Date;
}

/** What of a statement was stored; `isKnown` when the very file was imported before. */
export interface StoredStatement {
  readonly statement: BankStatement;
  readonly bankStatementId: string;
  readonly isKnown: boolean;
  /** New ones, in the order in which they are looked at. */
  readonly transactionIds: readonly string[];
  readonly knownCount: number;
}

/**
 * Stores the statements of a file, each transaction once. The rows of the bank's accounts are locked first, in the order of their names, so
 * two imports of one account follow each other, and the second finds what the first has stored.
 */
export async function storeStatements(tx: Tx, store: StoreFile): Promise<StoredStatement[]> {
  const accounts = await lockAccounts(tx, store);
  const stored: StoredStatement[] = [];
  for (const [index, statement] of store.file.statements.entries()) {
    const bankAccountId = accounts.get(statement.account) ?? '';
    stored.push(await storeStatement(tx, store, { statement, statementNo: index + 1, bankAccountId }));
  }
  return stored;
}

async function lockAccounts(tx: Tx, { file, at }: StoreFile): Promise<Map<string, string>> {
  const names = [...new Set(file.statements.map(({ account }) => account))].toSorted();
  await tx
    .insertInto('bank_account')
    .values(names.map((account) => ({ bank_account_id: newId(at), account, created_at: at })))
    .onConflict((conflict) => conflict.column('account').doNothing())
    .execute();
  const rows = await tx
    .selectFrom('bank_account')
    .select(['bank_account_id', 'account'])
    .where('account', 'in', names)
    .orderBy('account')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.account, row.bank_account_id]));
}

interface OneStatement {
  readonly statement: BankStatement;
  readonly statementNo: number;
  readonly bankAccountId: string;
}

async function storeStatement(tx: Tx, store: StoreFile, one: OneStatement): Promise<StoredStatement> {
  const { statement, statementNo, bankAccountId } = one;
  const before = await tx
    .selectFrom('bank_statement')
    .select('bank_statement_id')
    .where('file_hash', '=', store.fileHash)
    .where('statement_no', '=', statementNo)
    .executeTakeFirst();
  const knownCount = statement.transactions.length;
  if (before !== undefined)
    return { statement, bankStatementId: before.bank_statement_id, isKnown: true, transactionIds: [], knownCount };
  const known = await knownTransactions(tx, bankAccountId, statement.transactions);
  const sorted = sortOut(statement.transactions, known);
  const bankStatementId = newId(store.at);
  await insertRows(tx, {
    bank_statement: [statementRow(store, one, { bankStatementId, freshCount: sorted.fresh.length })],
  });
  await replaceBatches(tx, sorted.replacedIds, store.at);
  // What came is looked at before what went, so that a reversal finds what it takes back.
  const fresh = sorted.fresh.toSorted((a, b) => Number(a.direction === 'debit') - Number(b.direction === 'debit'));
  const rows = transactionRows(fresh, { known, bankAccountId, bankStatementId, at: store.at });
  await insertRows(tx, { bank_transaction: rows });
  await lookAgainAtDebits(tx, bankAccountId, fresh);
  const transactionIds = rows.map((row) => row.bank_transaction_id);
  return { statement, bankStatementId, isKnown: false, transactionIds, knownCount: sorted.knownCount };
}

/** Stored ones that the file may tell of again: of the same amounts, or of the same entries. */
async function knownTransactions(
  tx: Tx,
  bankAccountId: string,
  transactions: readonly BankTransaction[],
): Promise<KnownTransaction[]> {
  const amounts = [...new Set(transactions.map(({ amountMinor }) => amountMinor.toString()))];
  const entries = [...new Set(transactions.flatMap(({ entryReference }) => entryReference ?? []))];
  // Of another day is another transaction, so a long history costs nothing.
  const days = transactions.flatMap(({ bookedOn }) => bookedOn ?? []);
  const { rows } = await sql<BankTransactionRow>`
    select * from bank_transaction
    where bank_account_id = ${bankAccountId}
      and (amount_minor = any(${amounts}::bigint[]) or entry_reference = any(${entries}::text[]))
      and (booked_on is null or ${days.length < transactions.length} or booked_on = any(${[...new Set(days)]}::date[]))
    order by bank_transaction_id`.execute(tx);
  return rows.map((row) => ({
    ...fromRow(row),
    bankTransactionId: row.bank_transaction_id,
    isDecided: row.state === 'matched' || row.state === 'reversed' || row.decided_at !== null,
  }));
}

async function replaceBatches(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('bank_transaction')
    .set((column) => ({
      state: 'ignored',
      reason: 'replaced_by_parts',
      suggestion: null,
      tried_at: at,
      row_version: column('row_version', '+', 1n),
    }))
    .where('bank_transaction_id', 'in', [...ids])
    .execute();
}

/** A file of one day may come after that of the next: what a bank took back may be among the credits that are new. The worker looks. */
async function lookAgainAtDebits(tx: Tx, bankAccountId: string, fresh: readonly BankTransaction[]): Promise<void> {
  const amounts = [
    ...new Set(fresh.flatMap(({ direction, amountMinor }) => (direction === 'credit' ? [amountMinor.toString()] : []))),
  ];
  if (amounts.length === 0) return;
  await sql`
    update bank_transaction set state = 'unmatched', reason = null, tried_at = null, row_version = row_version + 1
    where bank_account_id = ${bankAccountId} and amount_minor = any(${amounts}::bigint[]) and direction = 'debit'
      and decided_at is null and tried_at is not null
      and (state, reason) in (('unmatched', 'nothing_to_reverse'), ('ignored', 'outgoing'))`.execute(tx);
}

function statementRow(
  { file, fileName, fileHash, importedBy, at }: StoreFile,
  { statement, statementNo, bankAccountId }: OneStatement,
  { bankStatementId, freshCount }: { readonly bankStatementId: string; readonly freshCount: number },
): Insertable<DB['bank_statement']> {
  return {
    bank_statement_id: bankStatementId,
    bank_account_id: bankAccountId,
    file_hash: fileHash,
    statement_no: statementNo,
    file_name: fileName,
    message: file.message,
    version: file.version,
    message_name: file.messageId,
    statement_name: statement.statementId,
    currency: statement.currency ?? null,
    from_on: statement.fromOn ?? null,
    to_on: statement.toOn ?? null,
    opening_minor: statement.openingMinor ?? null,
    closing_minor: statement.closingMinor ?? null,
    transactions_read: statement.transactions.length,
    transactions_new: freshCount,
    not_booked: statement.leftOut.notBooked,
    zero: statement.leftOut.zero,
    imported_by: importedBy.userId,
    imported_by_name: importedBy.name,
    imported_at: at,
  };
}

interface NewRows {
  readonly known: readonly KnownTransaction[];
  readonly bankAccountId: string;
  readonly bankStatementId: string;
  readonly at: Date;
}

function transactionRows(fresh: readonly BankTransaction[], { known, bankAccountId, bankStatementId, at }: NewRows) {
  const seen = new Map<string, number>();
  const count = (fingerprint: Buffer) => {
    const key = fingerprint.toString('hex');
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) ?? 1;
  };
  for (const { bankTransactionId: _id, isDecided: _decided, ...transaction } of known)
    count(fingerprintOf(transaction));
  return fresh.map((transaction) => {
    const fingerprint = fingerprintOf(transaction);
    return {
      bank_transaction_id: newId(at),
      bank_account_id: bankAccountId,
      bank_statement_id: bankStatementId,
      fingerprint,
      occurrence: count(fingerprint),
      ...toColumns(transaction),
      state: 'unmatched',
      created_at: at,
      row_version: 1n,
    };
  }) as (Insertable<DB['bank_transaction']> & { bank_transaction_id: string })[];
}
