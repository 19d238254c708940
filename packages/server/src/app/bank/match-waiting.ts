import { type BankDependencies, matchBankTransaction } from './match-bank-transaction.ts';

const MOST_AT_ONCE = 200;

/**
 * Looks at what an import stored and did not get to, oldest first. Runs beside imports and beside itself: the row's lock decides who
 * looks.
 * @returns how many there were; a full batch means that there may be more
 */
export async function matchWaitingTransactions(dependencies: BankDependencies): Promise<{ readonly more: boolean }> {
  const waiting = await dependencies.db
    .selectFrom('bank_transaction')
    .select('bank_transaction_id')
    .where('tried_at', 'is', null)
    .orderBy('bank_transaction_id')
    .limit(MOST_AT_ONCE)
    .execute();
  for (const { bank_transaction_id: id } of waiting) await matchBankTransaction(dependencies, id);
  return { more: waiting.length === MOST_AT_ONCE };
}
