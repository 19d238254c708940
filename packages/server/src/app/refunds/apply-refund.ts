import {
  type PaidFrom,
  refundFailedEntry,
  refundSentBackEntry,
  refundSettledEntry,
} from '@betalt/core/ledger/refund-entries.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { putBack, type RefundPart } from '@betalt/core/payments/refund.ts';
import {
  nextRefundOutcome,
  type RefundOutcome,
  refundCheckAfterSeconds,
} from '@betalt/core/payments/refund-outcome.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import type { GatewayRefund } from '../../gateways/gateway.ts';
import { lockInvoices, settleOnInvoice } from '../money/invoice-money.ts';
import { addMoneyOnAccount } from '../money/money-on-account.ts';
import { type LockedPayment, lockPayment } from '../money/payment-places.ts';
import { postEntry } from '../money/post-entry.ts';
import type { Doer } from '../money/record-activity.ts';
import { returnAllocation } from '../money/take-back-uses.ts';
import { shownPart } from '../money/take-from-payment.ts';
import { tellRefund } from './refund-activity.ts';
import { type RefundReference, type RefundState, readRefundState } from './refund-rows.ts';
import { giveBackToCreditNote } from './use-of-credit-note.ts';

export interface RefundDependencies {
  readonly db: Database;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
}

export interface AppliedRefund {
  readonly outcome: RefundOutcome;
  readonly changed: boolean;
}

/**
 * Pass 3 of a refund: the one door for what becomes of it, whether the gateway said so directly, by webhook or when asked, or staff did,
 * of a transfer. Applying the same news again, or older news after newer, changes nothing but when it is asked about next.
 *
 * Lock order: the payment, the refund, then invoices by id, then what is on account.
 */
export async function applyRefund(
  { db, clock, onCommitted }: RefundDependencies,
  reference: RefundReference,
  news: GatewayRefund,
  doer?: Doer,
): Promise<Result<AppliedRefund, { readonly code: 'RefundNotFound' }>> {
  const at = clock();
  const applied = await inTransaction<AppliedRefund, { readonly code: 'RefundNotFound' }>(db, async (tx) => {
    const found = await readRefundState(tx, reference);
    const payment =
      found === undefined ? undefined : await lockPayment(tx, reference.billingAccountId, found.paymentId);
    const refund = await readRefundState(tx, reference, { lock: true });
    if (refund === undefined || payment === undefined) return err({ code: 'RefundNotFound' });
    const next = nextRefundOutcome(refund.outcome, news.outcome);
    await updateRow(tx, refund, news, { next, at });
    if (next === null) return ok({ outcome: refund.outcome, changed: false });
    const by = doer ?? { userId: null, name: refund.gateway ?? 'bank' };
    if (next === 'succeeded') await settle(tx, refund, { doer: by, at });
    if (next === 'failed') await fail(tx, refund, payment, { news, doer: by, at });
    return ok({ outcome: next, changed: true });
  });
  if (applied.ok && applied.value.changed) onCommitted();
  return applied;
}

/** News that changes nothing plans the next check all the same. */
async function updateRow(
  tx: Tx,
  { billingAccountId, refundId, outcome, gateway, checks }: RefundState,
  { gatewayRefundId, failure }: GatewayRefund,
  { next, at }: { readonly next: RefundOutcome | null; readonly at: Date },
): Promise<void> {
  const standsNew = next === 'succeeded' || next === 'failed';
  const checked = standsNew ? 0 : checks;
  const seconds = gateway === null ? null : refundCheckAfterSeconds(next ?? outcome, checked);
  await sql`update refund set outcome = ${next ?? outcome}, gateway_refund_id = coalesce(${gatewayRefundId ?? null}, gateway_refund_id),
      failure_reason = case when ${next === 'failed'} then ${failure ?? 'gateway_refused'} else failure_reason end,
      settled_at = case when ${standsNew} then ${at} else settled_at end,
      checks = ${checked + (standsNew ? 0 : 1)},
      next_check_at = ${seconds === null ? null : new Date(at.getTime() + seconds * 1000)}
    where billing_account_id = ${billingAccountId} and refund_id = ${refundId}`.execute(tx);
}

interface By {
  readonly doer: Doer;
  readonly at: Date;
}

function paidFrom({ gateway }: RefundState): PaidFrom {
  return gateway === null ? 'bank_clearing' : 'gateway_clearing';
}

async function settle(tx: Tx, refund: RefundState, { doer, at }: By): Promise<void> {
  const { billingAccountId, refundId, currency, parts } = refund;
  const entry = refundSettledEntry(currency as Currency, paidFrom(refund), parts);
  await postEntry(tx, billingAccountId, entry, { at, about: { refundId } });
  await tellRefund(tx, refund, { action: 'refund.succeed', event: 'refund.succeeded', doer, at });
}

/** Also of a refund that had succeeded: the bank sent the money back, days later. */
async function fail(
  tx: Tx,
  refund: RefundState,
  payment: LockedPayment,
  { news, doer, at }: By & { readonly news: GatewayRefund },
): Promise<void> {
  const { billingAccountId, refundId, outcome } = refund;
  const ids = refund.parts.flatMap(({ invoiceId, creditNoteId }) =>
    [invoiceId, creditNoteId].filter((id) => id !== undefined),
  );
  const invoices = await lockInvoices(tx, billingAccountId, { ids });
  const now = invoices.map((invoice) => ({ ...invoice, isVoid: invoice.voidedAt !== null }));
  const back = putBack(refund.parts, now);
  for (const part of back) await putPartBack(tx, billingAccountId, payment, { part, at });
  const currency = refund.currency as Currency;
  const entry =
    outcome === 'succeeded' ? refundSentBackEntry(currency, paidFrom(refund), back) : refundFailedEntry(currency, back);
  await postEntry(tx, billingAccountId, entry, { at, about: { refundId } });
  await tellRefund(tx, refund, {
    action: 'refund.fail',
    event: 'refund.failed',
    facts: { failure: news.failure ?? 'gateway_refused', hadSucceeded: outcome === 'succeeded' },
    doer,
    at,
  });
}

async function putPartBack(
  tx: Tx,
  billingAccountId: string,
  payment: LockedPayment,
  { part, at }: { readonly part: RefundPart; readonly at: Date },
): Promise<void> {
  const { paymentId, currency } = payment;
  const { source, billingProfileId, invoiceId, creditNoteId, amountMinor } = part;
  if (source === 'credits' && creditNoteId !== undefined) {
    await giveBackToCreditNote(tx, billingAccountId, { creditNoteId, amountMinor, shownAs: payment, at });
  } else if (source === 'receivable' && invoiceId !== undefined) {
    await returnAllocation(tx, billingAccountId, paymentId, { invoiceId, amountMinor: -amountMinor });
    await settleOnInvoice(tx, billingAccountId, invoiceId, shownPart(payment, amountMinor, at));
  } else {
    await addMoneyOnAccount(tx, billingAccountId, { paymentId, billingProfileId, currency, amountMinor }, at);
  }
}
