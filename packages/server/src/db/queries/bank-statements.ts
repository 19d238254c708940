import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { BankStatement } from '../tables.ts';

export interface BankStatementRow extends Selectable<BankStatement> {
  readonly account: string;
}

/** Newest first. */
export function listBankStatements(
  db: Database,
  { limit, beforeId }: { readonly limit: number; readonly beforeId?: string | undefined },
): Promise<BankStatementRow[]> {
  let query = db
    .selectFrom('bank_statement as s')
    .innerJoin('bank_account as b', 'b.bank_account_id', 's.bank_account_id')
    .selectAll('s')
    .select('b.account')
    .orderBy('s.bank_statement_id', 'desc')
    .limit(limit);
  if (beforeId !== undefined) query = query.where('s.bank_statement_id', '<', beforeId);
  return query.execute();
}
