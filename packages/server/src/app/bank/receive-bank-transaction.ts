import type { Result } from '@betalt/core/shared/result.ts';
import type { Tx } from '../../db/database.ts';
import type { BankTransactionRow } from '../../db/queries/bank-transaction-row.ts';
import {
  type ReceivedTransfer,
  type ReceiveTransferRejection,
  receiveTransfer,
  type TransferPayment,
} from '../money/receive-transfer.ts';
import type { Doer } from '../money/record-activity.ts';
import { updateBankTransaction } from './bank-transaction-lock.ts';

export type MatchedWith = Pick<ReceivedTransfer, 'billingAccountId' | 'invoices' | 'billingProfileId'>;

/** Money that came becomes a payment of the customer, and the transaction says which. */
export async function receiveBankTransaction(
  tx: Tx,
  row: BankTransactionRow,
  { billingAccountId, billingProfileId, invoices }: MatchedWith,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<Result<TransferPayment, ReceiveTransferRejection>> {
  const received = await receiveTransfer(
    tx,
    {
      billingAccountId,
      billingProfileId,
      invoices,
      currency: row.currency,
      amountMinor: row.amount_minor,
      payerName: row.counterparty_name ?? row.counterparty_account ?? '',
      transferReference: row.part_reference ?? row.entry_reference ?? row.bank_transaction_id,
      bookedAt: bookedAt(row, at),
    },
    { doer, at },
  );
  if (!received.ok) return received;
  await updateBankTransaction(tx, row, {
    state: 'matched',
    reason: null,
    suggestion: null,
    payer_account_id: billingAccountId,
    payment_id: received.value.paymentId,
    tried_at: at,
    decided_by: doer.userId,
    decided_by_name: doer.name,
    decided_at: at,
  });
  return received;
}

/** A bank books by the day: noon of it in UTC is that day almost everywhere. Never later than now. */
function bookedAt({ booked_on: bookedOn }: BankTransactionRow, at: Date): Date {
  if (bookedOn === null) return at;
  const noon = new Date(`${bookedOn}T12:00:00Z`);
  return noon < at ? noon : at;
}
