import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import type { BankTransactionRow } from '../../db/queries/bank-transaction-row.ts';
import type { Doer } from '../money/record-activity.ts';
import { type ReverseTransferRejection, reverseTransfer } from '../money/reverse-transfer.ts';
import { lockBankTransaction, updateBankTransaction } from './bank-transaction-lock.ts';

export type TakeBackRejection = ReverseTransferRejection | { readonly code: 'BankTransactionNotFound' };

/**
 * A debit takes a credit back: what the credit paid is due again, by a mirrored entry. A credit that nobody had matched moves no
 * customer's money, and neither does its reversal. Lock order: the debit (by the caller), then the credit.
 */
export async function takeBack(
  tx: Tx,
  debit: BankTransactionRow,
  creditId: string,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<Result<void, TakeBackRejection>> {
  const credit = await lockBankTransaction(tx, creditId);
  if (!credit || !isTakenBackBy(credit, debit)) return err({ code: 'BankTransactionNotFound' });
  const { payer_account_id: billingAccountId, payment_id: paymentId } = credit;
  if (billingAccountId !== null && paymentId !== null) {
    const reversed = await reverseTransfer(tx, { billingAccountId, paymentId }, { doer, at });
    if (!reversed.ok) return reversed;
  }
  await updateBankTransaction(tx, credit, { state: 'reversed', reason: 'taken_back', suggestion: null, tried_at: at });
  await updateBankTransaction(tx, debit, {
    state: 'matched',
    reason: null,
    reverses_id: creditId,
    payer_account_id: billingAccountId,
    payment_id: paymentId,
    tried_at: at,
    decided_by: doer.userId,
    decided_by_name: doer.name,
    decided_at: at,
  });
  return ok(undefined);
}

function isTakenBackBy(credit: BankTransactionRow, debit: BankTransactionRow): boolean {
  const isSameMoney = credit.amount_minor === debit.amount_minor && credit.currency === debit.currency;
  const isSameAccount = credit.bank_account_id === debit.bank_account_id;
  return isSameMoney && isSameAccount && credit.direction === 'credit' && credit.state !== 'reversed';
}
