import { createHash } from 'node:crypto';
import { mayBank } from '@betalt/core/access/bank-permissions.ts';
import type { Actor } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { type BankFileProblem, readCamt } from '../../bank/camt/read-camt.ts';
import { inTransaction } from '../../db/database.ts';
import type { BankTransactionState } from '../../db/queries/bank-transaction-row.ts';

export type { BankFileProblem };

import { type BankDependencies, matchBankTransaction } from './match-bank-transaction.ts';
import { type StoredStatement, storeStatements } from './store-statements.ts';

export interface BankFileToImport {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Take the booked entries of a camt.052 too, which tells of a day that is not over. */
  readonly acceptIntraday?: boolean;
  /** For how long new transactions are looked at before the worker takes the rest. */
  readonly patienceMs?: number;
}

export type ImportBankFileRejection =
  | { readonly code: 'BankNotFound' | 'AuthorizationFailed' }
  | { readonly code: 'BankFileRefused'; readonly problems: readonly BankFileProblem[] };

/** What became of each statement of the file, in its order. */
export interface ImportedStatement {
  readonly stored: StoredStatement;
  /** How many of the new transactions are in each state now. */
  readonly states: Readonly<Record<BankTransactionState, number>>;
  /** New ones that the worker will look at: there are too many for one request. */
  readonly waiting: number;
}

/** A request is answered before a proxy gives it up; the worker's task match_bank_transactions takes the rest. */
const PATIENCE_MS = 8_000;

/**
 * Imports a bank's file: read whole or refused whole; stored in one transaction, each movement once; then each new one looked at in a
 * transaction of its own, money that came before money that went. A process that dies on the way leaves the rest to the worker.
 */
export async function importBankFile(
  dependencies: BankDependencies,
  actor: Actor,
  { fileName, bytes, acceptIntraday = false, patienceMs = PATIENCE_MS }: BankFileToImport,
): Promise<Result<readonly ImportedStatement[], ImportBankFileRejection>> {
  if (!mayBank(actor, 'bank.read')) return err({ code: 'BankNotFound' });
  if (!mayBank(actor, 'bank.write')) return err({ code: 'AuthorizationFailed' });
  const name = keepableName(fileName);
  const file = readCamt(bytes, name, { acceptIntraday });
  if (!file.ok) return err({ code: 'BankFileRefused', problems: file.error });
  const fileHash = createHash('sha256').update(bytes).digest();
  const importedBy = { userId: actor.userId, name: actor.name };
  const store = { file: file.value, fileName: name, fileHash, importedBy, at: dependencies.clock() };
  const stored = await inTransaction(dependencies.db, async (tx) => ok(await storeStatements(tx, store)));
  if (!stored.ok) throw new Error('storing is never rejected');
  return ok(await matchNew(dependencies, stored.value, patienceMs));
}

async function matchNew(
  dependencies: BankDependencies,
  stored: readonly StoredStatement[],
  patienceMs: number,
): Promise<ImportedStatement[]> {
  const until = performance.now() + patienceMs;
  const imported: ImportedStatement[] = [];
  for (const one of stored) {
    const states = { unmatched: 0, suggested: 0, matched: 0, ignored: 0, reversed: 0 };
    let waiting = one.transactionIds.length;
    for (const id of one.transactionIds) {
      if (performance.now() >= until) break;
      states[await matchBankTransaction(dependencies, id)] += 1;
      waiting -= 1;
    }
    imported.push({ stored: one, states, waiting });
  }
  return imported;
}

/** The sender chose it, and it is kept and shown: a plain name without folders, control characters or broken letters. */
function keepableName(fileName: string): string {
  const plain = fileName.replace(/^.*[/\\]/s, '').replaceAll(/\p{Cc}/gu, '');
  return plain === '' ? 'statement.xml' : plain.slice(0, 255).toWellFormed();
}
