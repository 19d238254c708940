import { type BankDependencies, matchBankTransaction } from './match-bank-transaction.ts';

const MOST_AT_ONCE = 200;

/**
 * Looks at what an import stored and did not get to, oldest first. Runs beside imports and beside itself: the row's lock decides who
 * looks. One that cannot be looked at does not keep the others waiting.
 * @returns whether there may be more
 * @throws AggregateError with the failures, after all were looked at
 */
export async function matchWaitingTransactions(dependencies: BankDependencies): Promise<{ readonly more: boolean }> {
  const waiting = await dependencies.db
    .selectFrom('bank_transaction')
    .select('bank_transaction_id')
    .where('tried_at', 'is', null)
    .orderBy('bank_transaction_id')
    .limit(MOST_AT_ONCE)
    .execute();
  const failures: unknown[] = [];
  for (const { bank_transaction_id: id } of waiting)
    await matchBankTransaction(dependencies, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} bank transactions were not looked at`);
  return { more: waiting.length === MOST_AT_ONCE };
}
