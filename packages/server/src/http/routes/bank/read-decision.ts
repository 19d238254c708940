import type { MatchBankTransactionRequest } from '@betalt/contract/bank/bank.ts';
import { fromArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { BankDecision } from '../../../app/bank/decide-bank-transaction.ts';
import type { Wiring } from '../../../app/wired.ts';
import { accountExists } from '../../../db/queries/bank-payers.ts';
import { parseAccountName } from '../../../identity/account-name.ts';

export type ReadDecisionRejection = { readonly code: 'InvalidBankMatch' } | { readonly code: 'BillingAccountNotFound' };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Either a customer with invoices, a profile for the rest, or both; or what a debit takes back; never two of these. */
export async function readDecision(
  wiring: Wiring,
  body: MatchBankTransactionRequest,
): Promise<Result<BankDecision, ReadDecisionRejection>> {
  const { billingAccountName, invoices = [], onAccount, reverses } = body;
  if (reverses !== undefined) {
    const isAlone = billingAccountName === undefined && invoices.length === 0 && onAccount === undefined;
    if (!isAlone || !UUID.test(reverses)) return err({ code: 'InvalidBankMatch' });
    return ok({ kind: 'reverses', bankTransactionId: reverses });
  }
  if (billingAccountName === undefined || (invoices.length === 0 && onAccount === undefined))
    return err({ code: 'InvalidBankMatch' });
  const account = parseAccountName(billingAccountName);
  if (account === null || !(await accountExists(wiring.database.db, account)))
    return err({ code: 'BillingAccountNotFound' });
  const parts = invoices.map(toPart);
  if (parts.some((part) => part === undefined)) return err({ code: 'InvalidBankMatch' });
  const { billingAccountId } = account;
  return ok({
    kind: 'invoices',
    billingAccountId,
    invoices: parts.flatMap((part) => part ?? []),
    billingProfileName: onAccount?.billingProfileName,
  });
}

type Part = NonNullable<MatchBankTransactionRequest['invoices']>[number];

/** Undefined when its amount is none. */
function toPart({ invoiceName: name, amount }: Part) {
  if (amount === undefined) return { name };
  const read = isCurrency(amount.currency) ? fromArmNumber(amount.value, amount.currency) : undefined;
  return read?.ok === true && read.value.amountMinor > 0n ? { name, ...read.value } : undefined;
}
