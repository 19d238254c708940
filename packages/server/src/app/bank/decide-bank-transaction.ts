import { mayBank } from '@betalt/core/access/bank-permissions.ts';
import type { Actor } from '@betalt/core/access/may.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { inTransaction, type Tx } from '../../db/database.ts';
import { findProfileId } from '../../db/queries/accounts.ts';
import type { BankTransactionRow } from '../../db/queries/bank-transaction-row.ts';
import type { ReceiveTransferRejection } from '../money/receive-transfer.ts';
import { reverseTransfer } from '../money/reverse-transfer.ts';
import { lockBankTransaction, updateBankTransaction } from './bank-transaction-lock.ts';
import type { BankDependencies } from './match-bank-transaction.ts';
import { receiveBankTransaction } from './receive-bank-transaction.ts';
import { takeBack } from './take-back.ts';

/** Which invoices of a customer a transfer pays, or which earlier transfer a debit takes back. */
export type BankDecision =
  | {
      readonly kind: 'invoices';
      readonly billingAccountId: string;
      readonly invoices: readonly {
        readonly name: string;
        readonly amountMinor?: bigint | undefined;
        readonly currency?: string | undefined;
      }[];
      /** Where the rest goes; absent, to the profile of the first invoice. */
      readonly billingProfileName?: string | undefined;
    }
  | { readonly kind: 'reverses'; readonly bankTransactionId: string };

export type BankDecisionRejection =
  | ReceiveTransferRejection
  | {
      readonly code:
        | 'AuthorizationFailed'
        | 'BankTransactionNotFound'
        | 'BankTransactionNotOpen'
        | 'BankTransactionNotMatched'
        | 'TransferAmountTooHigh'
        | 'PaymentNotReversible'
        | 'PreconditionFailed';
    };

/** Whether the row is still what the caller has seen. */
export type BankPrecondition = (row: BankTransactionRow) => boolean;

const OPEN: ReadonlySet<string> = new Set(['unmatched', 'suggested', 'ignored']);

/** Staff say whose money it is: it becomes a payment of that customer. */
export function matchByHand(
  dependencies: BankDependencies,
  actor: Actor,
  bankTransactionId: string,
  { decision, holds }: { readonly decision: BankDecision; readonly holds: BankPrecondition },
): Promise<Result<void, BankDecisionRejection>> {
  return decide(dependencies, actor, { bankTransactionId, holds }, async (tx, row, at) => {
    if (!OPEN.has(row.state)) return err({ code: 'BankTransactionNotOpen' });
    if (decision.kind === 'reverses') {
      if (row.direction !== 'debit') return err({ code: 'BankTransactionNotFound' });
      const taken = await takeBack(tx, row, decision.bankTransactionId, { doer: actor, at });
      return taken.ok
        ? ok(undefined)
        : err({ code: taken.error.code === 'PaymentNotFound' ? 'BankTransactionNotFound' : taken.error.code });
    }
    if (row.direction !== 'credit') return err({ code: 'BankTransactionNotOpen' });
    return matchWithInvoices(tx, row, decision, { actor, at });
  });
}

/** It is nobody's payment: interest, a supplier's refund, a transfer of one's own. */
export function ignoreBankTransaction(
  dependencies: BankDependencies,
  actor: Actor,
  bankTransactionId: string,
  holds: BankPrecondition,
): Promise<Result<void, BankDecisionRejection>> {
  return decide(dependencies, actor, { bankTransactionId, holds }, async (tx, row, at) => {
    if (!OPEN.has(row.state)) return err({ code: 'BankTransactionNotOpen' });
    await updateBankTransaction(tx, row, {
      state: 'ignored',
      reason: 'by_hand',
      suggestion: null,
      ...decidedBy(actor, at),
    });
    return ok(undefined);
  });
}

/** A match, or a decision to ignore, is taken back: what it paid is due again, and it waits for a person. */
export function unmatchBankTransaction(
  dependencies: BankDependencies,
  actor: Actor,
  bankTransactionId: string,
  holds: BankPrecondition,
): Promise<Result<void, BankDecisionRejection>> {
  return decide(dependencies, actor, { bankTransactionId, holds }, async (tx, row, at) => {
    const { payer_account_id: billingAccountId, payment_id: paymentId } = row;
    const isMatched = row.state === 'matched' && row.direction === 'credit';
    if (!isMatched && row.state !== 'ignored') return err({ code: 'BankTransactionNotMatched' });
    if (isMatched && billingAccountId !== null && paymentId !== null) {
      const reversed = await reverseTransfer(tx, { billingAccountId, paymentId }, { doer: actor, at });
      if (!reversed.ok) return err({ code: 'PaymentNotReversible' });
    }
    const free = { payer_account_id: null, payment_id: null, suggestion: null };
    await updateBankTransaction(tx, row, { state: 'unmatched', reason: 'by_hand', ...free, ...decidedBy(actor, at) });
    return ok(undefined);
  });
}

type Deciding = (tx: Tx, row: BankTransactionRow, at: Date) => Promise<Result<void, BankDecisionRejection>>;

interface About {
  readonly bankTransactionId: string;
  readonly holds: BankPrecondition;
}

async function decide(
  { db, clock, onCommitted }: BankDependencies,
  actor: Actor,
  { bankTransactionId, holds }: About,
  deciding: Deciding,
): Promise<Result<void, BankDecisionRejection>> {
  if (!mayBank(actor, 'bank.read')) return err({ code: 'BankTransactionNotFound' });
  if (!mayBank(actor, 'bank.write')) return err({ code: 'AuthorizationFailed' });
  const at = clock();
  const decided = await inTransaction<void, BankDecisionRejection>(db, async (tx) => {
    const row = await lockBankTransaction(tx, bankTransactionId);
    if (row === undefined) return err({ code: 'BankTransactionNotFound' });
    return holds(row) ? deciding(tx, row, at) : err({ code: 'PreconditionFailed' });
  });
  if (decided.ok) onCommitted();
  return decided;
}

async function matchWithInvoices(
  tx: Tx,
  row: BankTransactionRow,
  { billingAccountId, billingProfileName, invoices }: Extract<BankDecision, { kind: 'invoices' }>,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<Result<void, BankDecisionRejection>> {
  const other = invoices.find(({ currency }) => currency !== undefined && currency !== row.currency);
  if (other !== undefined) return err({ code: 'SeveralCurrencies', invoiceName: other.name });
  const asked = invoices.reduce((total, { amountMinor }) => total + (amountMinor ?? 0n), 0n);
  if (asked > row.amount_minor) return err({ code: 'TransferAmountTooHigh' });
  const profile =
    billingProfileName === undefined ? undefined : await findProfileId(tx, billingAccountId, billingProfileName);
  if (billingProfileName !== undefined && profile === undefined) return err({ code: 'BillingProfileNotFound' });
  const matched = { billingAccountId, invoices, billingProfileId: profile?.billing_profile_id };
  const received = await receiveBankTransaction(tx, row, matched, { doer: actor, at });
  return received.ok ? ok(undefined) : received;
}

function decidedBy(actor: Actor, at: Date) {
  return { decided_by: actor.userId, decided_by_name: actor.name, decided_at: at, tried_at: at };
}
