import type { BankTransaction } from '@betalt/core/bank/bank-transaction.ts';
import { findReversed } from '@betalt/core/bank/find-reversed.ts';
import { type BankMatch, type InvoiceCandidate, matchTransaction } from '@betalt/core/bank/match.ts';
import { searchKeys } from '@betalt/core/bank/search-keys.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { findNamed, findOfPayer } from '../../db/queries/bank-candidates.ts';
import { type BankTransactionRow, type BankTransactionState, fromRow } from '../../db/queries/bank-transaction-row.ts';
import { lockInvoices } from '../money/invoice-money.ts';
import type { Doer } from '../money/record-activity.ts';
import { lockBankTransaction, reversibleCredits, updateBankTransaction } from './bank-transaction-lock.ts';
import { receiveBankTransaction } from './receive-bank-transaction.ts';
import { takeBack } from './take-back.ts';

export interface BankDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
}

/** Nobody pressed anything: the bank brought the news, and its reference said whose it is. */
export const BANK: Doer = { userId: null, name: 'Bank' };

/**
 * Looks once at a transaction that came in: money whose reference says where it belongs is booked, what a bank takes back is taken back,
 * and everything else waits for a person, with a suggestion where there is one. One transaction, which changes one customer's account.
 *
 * Lock order: the bank transaction, its invoices by id, then what receiveTransfer and reverseTransfer say.
 * @returns the state that it is in now
 */
export async function matchBankTransaction(
  { db, clock, onCommitted }: BankDependencies,
  bankTransactionId: string,
): Promise<BankTransactionState> {
  const at = clock();
  const decided = await inTransaction(db, async (tx) => {
    const row = await lockBankTransaction(tx, bankTransactionId);
    if (row === undefined || row.tried_at !== null || row.state !== 'unmatched') return ok(row?.state ?? 'ignored');
    const transaction = fromRow(row);
    const state =
      transaction.direction === 'credit'
        ? await matchCredit(tx, row, transaction, at)
        : await matchDebit(tx, row, transaction, at);
    return ok(state);
  });
  if (!decided.ok) throw new Error('a look at a transaction is never rejected');
  const state = decided.value as BankTransactionState;
  if (state === 'matched') onCommitted();
  return state;
}

async function matchCredit(
  tx: Tx,
  row: BankTransactionRow,
  transaction: BankTransaction,
  at: Date,
): Promise<BankTransactionState> {
  const match = await decide(tx, transaction);
  if (match.kind === 'match') {
    const received = await receiveBankTransaction(tx, row, match, { doer: BANK, at });
    if (received.ok) return 'matched';
  }
  if (match.kind !== 'suggestion') {
    const reason = transaction.isReversal ? 'returned_payment' : 'no_invoice_found';
    await updateBankTransaction(tx, row, { reason, tried_at: at });
    return 'unmatched';
  }
  const suggestion = match.invoices.map(({ billingAccountId, invoiceId }) => ({ billingAccountId, invoiceId }));
  await updateBankTransaction(tx, row, {
    state: 'suggested',
    reason: match.reason,
    suggestion: JSON.stringify(suggestion),
    tried_at: at,
  });
  return 'suggested';
}

/** The pure decision, on invoices as they are under their lock where all of them are one customer's. */
async function decide(tx: Tx, transaction: BankTransaction): Promise<BankMatch> {
  const named = await findNamed(tx, searchKeys(transaction));
  const first = matchTransaction(transaction, named);
  if (first.kind === 'none') return matchTransaction(transaction, await findOfPayer(tx, transaction));
  const [account, ...others] = new Set(named.map(({ billingAccountId }) => billingAccountId));
  if (account === undefined || others.length > 0) {
    if (first.kind !== 'match') return first;
    const own = named.filter(({ billingAccountId }) => billingAccountId === first.billingAccountId);
    const rest = named.filter(({ billingAccountId }) => billingAccountId !== first.billingAccountId);
    return matchTransaction(transaction, [...(await underLock(tx, first.billingAccountId, own)), ...rest]);
  }
  return matchTransaction(transaction, await underLock(tx, account, named));
}

async function underLock(
  tx: Tx,
  billingAccountId: string,
  candidates: readonly InvoiceCandidate[],
): Promise<InvoiceCandidate[]> {
  const locked = await lockInvoices(tx, billingAccountId, { ids: candidates.map(({ invoiceId }) => invoiceId) });
  const byId = new Map(locked.map((invoice) => [invoice.invoiceId, invoice]));
  return candidates.map((each) => {
    const now = byId.get(each.invoiceId);
    return now === undefined ? each : { ...each, amountDueMinor: now.amountDueMinor, isVoid: now.voidedAt !== null };
  });
}

async function matchDebit(
  tx: Tx,
  row: BankTransactionRow,
  transaction: BankTransaction,
  at: Date,
): Promise<BankTransactionState> {
  const found = findReversed(transaction, await reversibleCredits(tx, row));
  if (found.kind === 'reverses') {
    const taken = await takeBack(tx, row, found.bankTransactionId, { doer: BANK, at });
    if (taken.ok) return 'matched';
    await updateBankTransaction(tx, row, {
      reason: 'not_reversible',
      reverses_id: found.bankTransactionId,
      tried_at: at,
    });
    return 'unmatched';
  }
  if (found.kind === 'maybe') {
    await updateBankTransaction(tx, row, {
      state: 'suggested',
      reason: 'maybe_reversal',
      reverses_id: found.bankTransactionId,
      tried_at: at,
    });
    return 'suggested';
  }
  const [state, reason] = transaction.isReversal
    ? (['unmatched', 'nothing_to_reverse'] as const)
    : (['ignored', 'outgoing'] as const);
  await updateBankTransaction(tx, row, { state, reason, tried_at: at });
  return state;
}
