import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import type { Database } from '../db/database.ts';
import type { BankTransactionState } from '../db/queries/bank-transaction-row.ts';
import { listBankTransactions, type ShownBankTransaction } from '../db/queries/bank-transactions.ts';

/** `betalt bank list`: the newest transactions, one a line; by default those that wait for a person. */
export async function listBank(
  db: Database,
  {
    state,
    limit,
    out,
  }: { readonly state?: BankTransactionState | undefined; readonly limit: number; out(line: string): void },
): Promise<void> {
  const states: readonly BankTransactionState[] = state === undefined ? ['unmatched', 'suggested'] : [state];
  const rows = await listBankTransactions(db, { states, limit });
  if (rows.length === 0) out(`No transaction is ${states.join(' or ')}.`);
  for (const row of rows) out(lineOf(row));
}

function lineOf(row: ShownBankTransaction): string {
  const sign = row.direction === 'credit' ? '' : '-';
  const amount = `${sign}${toDecimalString({ currency: row.currency as Currency, amountMinor: row.amount_minor })} ${row.currency}`;
  const suggested = row.suggested.map(({ invoiceName, payerName }) => `${invoiceName} of ${payerName}?`).join(' ');
  const words = [row.counterparty_name ?? '', row.remittance ?? '', suggested]
    .filter((each) => each !== '')
    .join(' | ');
  // A payer writes what they like: nothing of it may reach the terminal as a command.
  const safe = words.replaceAll(/\p{Cc}/gu, ' ');
  return [row.bank_transaction_id, row.booked_on ?? '          ', row.state.padEnd(9), amount.padStart(18), safe].join(
    '  ',
  );
}
