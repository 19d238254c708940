import type { BankStatement, BankTransaction, ImportedStatement } from '@betalt/contract/bank/bank.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { ImportedStatement as Imported } from '../../app/bank/import-bank-file.ts';
import type { BankStatementRow } from '../../db/queries/bank-statements.ts';
import type { ShownBankTransaction, ShownSuggestion } from '../../db/queries/bank-transactions.ts';
import { accountName } from '../../identity/account-name.ts';
import { bankReasonSentence } from './bank-sentences.ts';
import { accountResourceId } from './invoice.ts';

const ROOT = '/providers/Microsoft.Billing';

export function presentImportedStatement({ stored, states, waiting }: Imported): ImportedStatement {
  const { statement, bankStatementId, isKnown, transactionIds, knownCount } = stored;
  const { matched, suggested, unmatched, ignored } = states;
  return {
    name: bankStatementId,
    statementName: statement.statementId,
    account: statement.account,
    outcome: isKnown ? 'unchanged' : 'imported',
    read: statement.transactions.length,
    new: transactionIds.length,
    known: knownCount,
    matched,
    suggested,
    unmatched,
    ignored,
    waiting,
    ...statement.leftOut,
  };
}

export function presentBankStatement(row: BankStatementRow): BankStatement {
  const balance = (amountMinor: bigint | null) =>
    amountMinor === null || row.currency === null ? undefined : amount(amountMinor, row.currency);
  const opening = balance(row.opening_minor);
  const closing = balance(row.closing_minor);
  return {
    id: `${ROOT}/bankStatements/${row.bank_statement_id}`,
    name: row.bank_statement_id,
    type: 'Microsoft.Billing/bankStatements',
    properties: {
      fileName: row.file_name,
      message: row.message,
      version: row.version,
      statementName: row.statement_name,
      account: row.account,
      ...(row.from_on === null ? {} : { fromDate: row.from_on }),
      ...(row.to_on === null ? {} : { toDate: row.to_on }),
      ...(opening === undefined ? {} : { openingBalance: opening }),
      ...(closing === undefined ? {} : { closingBalance: closing }),
      read: row.transactions_read,
      new: row.transactions_new,
      importedBy: row.imported_by_name,
      importedAt: row.imported_at.toISOString(),
    },
  };
}

export function presentBankTransaction(row: ShownBankTransaction, language: Language): BankTransaction {
  return {
    id: bankTransactionId(row.bank_transaction_id),
    name: row.bank_transaction_id,
    type: 'Microsoft.Billing/bankTransactions',
    properties: { ...whatTheBankSaid(row), ...whatBecameOfIt(row, language) },
  };
}

type Properties = BankTransaction['properties'];
type Said = 'account' | 'direction' | 'isReversal' | 'amount' | 'references' | 'partCount';

function whatTheBankSaid(row: ShownBankTransaction): Pick<Properties, Said> {
  const original = row.original as Properties['originalAmount'] | null;
  return {
    account: row.account,
    direction: row.direction as Properties['direction'],
    isReversal: row.is_reversal,
    amount: amount(row.amount_minor, row.currency),
    ...texts({
      originalAmount: original,
      bookedOn: row.booked_on,
      valueOn: row.value_on,
      bankReference: row.part_reference ?? row.entry_reference,
      endToEndId: row.end_to_end_id,
      remittance: row.remittance,
      counterpartyName: row.counterparty_name,
      counterpartyAccount: row.counterparty_account,
      code: row.code,
    }),
    references: (row.creditor_references as { text: string }[]).map(({ text }) => text),
    partCount: row.part_count,
  };
}

function whatBecameOfIt(
  row: ShownBankTransaction,
  language: Language,
): Pick<Properties, 'state' | 'suggestedInvoices'> {
  return {
    state: row.state as Properties['state'],
    ...texts({
      reason: row.reason,
      reasonText: row.reason === null ? null : (bankReasonSentence(row.reason, language) ?? null),
      reverses: row.reverses_id === null ? null : bankTransactionId(row.reverses_id),
      paymentId: paymentId(row),
      payerDisplayName: row.payer?.displayName ?? null,
      decidedBy: row.decided_by_name,
      decidedAt: row.decided_at?.toISOString() ?? null,
    }),
    suggestedInvoices: row.suggested.map(presentSuggestion),
  };
}

function presentSuggestion(each: ShownSuggestion): Properties['suggestedInvoices'][number] {
  const name = accountName(each);
  return {
    invoiceId: `${accountResourceId(name)}/invoices/${each.invoiceName}`,
    invoiceName: each.invoiceName,
    billingAccountName: name,
    billingAccountDisplayName: each.payerName,
    billingProfileName: each.billingProfileName,
    amountDue: amount(BigInt(each.amountDueMinor), each.currency),
  };
}

function paymentId({ payer, payer_account_id: billingAccountId, payment_id: id }: ShownBankTransaction): string | null {
  if (payer === null || billingAccountId === null || id === null) return null;
  return `${accountResourceId(accountName({ billingAccountId, organizationId: payer.organizationId }))}/payments/${id}`;
}

function bankTransactionId(name: string): string {
  return `${ROOT}/bankTransactions/${name}`;
}

function amount(amountMinor: bigint, currency: string) {
  return { currency, value: toArmNumber({ amountMinor, currency: currency as Currency }) };
}

/** Without the keys whose value is null. */
function texts<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], null> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], null> };
}
