import { createHash } from 'node:crypto';
import { GATEWAY_STEP } from '@betalt/core/accounts/payment-rules.ts';
import { refundEntry } from '@betalt/core/ledger/refund-entries.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { type RefundablePayment, type RefundPlan, type RefundRejection, refund } from '@betalt/core/payments/refund.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { type LockedPayment, type LockedPlaces, lockPayment, lockPlaces } from '../money/payment-places.ts';
import { postEntry } from '../money/post-entry.ts';
import type { Doer } from '../money/record-activity.ts';
import { takeFromPayment } from '../money/take-from-payment.ts';
import { tellRefund } from './refund-activity.ts';
import { partsAsJson } from './refund-rows.ts';
import { takeFromCreditNote } from './use-of-credit-note.ts';

export interface RefundAsk {
  readonly billingAccountId: string;
  readonly paymentId: string;
  /** Only what was paid on it. */
  readonly invoiceId?: string | undefined;
  /** Minor units of the payment's currency; absent: all that can be refunded. */
  readonly amountMinor?: bigint | undefined;
  readonly currency?: string | undefined;
  /** Why, for the payer to read. */
  readonly reason: string;
  /** The gateway's name of a refund that was made there already: the money is gone, whatever else is so. */
  readonly madeAtGateway?: string | undefined;
  /** Whose keys these are, and the key; without one, every request is another. */
  readonly key?: { readonly principalId: string; readonly key: string; readonly requestHash: Buffer } | undefined;
}

export type RecordRefundRejection =
  | RefundRejection
  | { readonly code: 'PaymentNotFound' | 'IdempotencyKeyReused' }
  | { readonly code: 'InvalidAmount'; readonly currency: string };

/** Either a new refund, or the one that the same key made before. */
export type RecordedRefund = { readonly refundId: string; readonly isNew: boolean };

/** The gateway gets this long before what it did counts as unknown, and the repair sweep takes over. */
const FIRST_CHECK_AFTER_MS = 25_000;

/**
 * Pass 1 of a refund: decides under locks, takes the money from where it is, and promises it. A transfer is pending at once, since
 * staff pay it out by their bank.
 *
 * Lock order: the payment, then its invoices by id, then what it has on account.
 */
export async function recordRefund(
  tx: Tx,
  ask: RefundAsk,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<Result<RecordedRefund, RecordRefundRejection>> {
  const { billingAccountId, paymentId } = ask;
  const payment = await lockPayment(tx, billingAccountId, paymentId);
  if (payment === undefined) return err({ code: 'PaymentNotFound' });
  const replayed = (await replay(tx, ask)) ?? (await adopted(tx, ask));
  if (replayed !== undefined) return replayed;
  if (ask.currency !== undefined && ask.currency !== payment.currency)
    return err({ code: 'InvalidAmount', currency: ask.currency });
  const locked = await lockPlaces(tx, billingAccountId, paymentId);
  const facts = await refundable(tx, billingAccountId, payment, locked);
  const decided = refund(ask.madeAtGateway === undefined ? facts : { ...facts, isDisputed: false, stepMinor: 1n }, ask);
  if (!decided.ok) return decided;
  const refundId = newId(at);
  await writeRefund(tx, { ask, payment, plan: decided.value, refundId, doer, at });
  await keepKey(tx, ask, refundId, at);
  return ok({ refundId, isNew: true });
}

/** The same key must come with the same request. */
export function refundHash(request: Readonly<Record<string, string | undefined>>): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['refund', Object.entries(request).toSorted()]))
    .digest();
}

/** Read after the payment is locked, so that of two that come together the second finds the first. */
async function replay(
  tx: Tx,
  { billingAccountId, key }: RefundAsk,
): Promise<Result<RecordedRefund, RecordRefundRejection> | undefined> {
  if (key === undefined) return undefined;
  const { rows } = await sql<{ refund_id: string | null; is_same: boolean }>`
    select refund_id, request_hash = ${key.requestHash} as is_same from idempotency_key
    where billing_account_id = ${billingAccountId} and principal_id = ${key.principalId} and key = ${key.key}`.execute(
    tx,
  );
  const [known] = rows;
  if (known === undefined) return undefined;
  return known.is_same && known.refund_id !== null
    ? ok({ refundId: known.refund_id, isNew: false })
    : err({ code: 'IdempotencyKeyReused' });
}

async function adopted(
  tx: Tx,
  { billingAccountId, madeAtGateway }: RefundAsk,
): Promise<Result<RecordedRefund, RecordRefundRejection> | undefined> {
  if (madeAtGateway === undefined) return undefined;
  const known = await tx
    .selectFrom('refund')
    .select('refund_id')
    .where('billing_account_id', '=', billingAccountId)
    .where('gateway_refund_id', '=', madeAtGateway)
    .executeTakeFirst();
  return known === undefined ? undefined : ok({ refundId: known.refund_id, isNew: false });
}

async function keepKey(tx: Tx, { billingAccountId, paymentId, key }: RefundAsk, refundId: string, at: Date) {
  if (key === undefined) return;
  await tx
    .insertInto('idempotency_key')
    .values({
      billing_account_id: billingAccountId,
      principal_id: key.principalId,
      key: key.key,
      request_hash: key.requestHash,
      payment_id: paymentId,
      refund_id: refundId,
      created_at: at,
    })
    .execute();
}

/** What the decision needs besides the places: what is already on its way back, and whether a bank holds some of it. */
async function refundable(
  tx: Tx,
  billingAccountId: string,
  payment: LockedPayment,
  { places, credits }: LockedPlaces,
): Promise<RefundablePayment> {
  const { rows } = await sql<{ refunded_minor: bigint; is_disputed: boolean }>`
    select coalesce((select sum(r.amount_minor) from refund r where r.billing_account_id = ${billingAccountId}
        and r.payment_id = ${payment.paymentId} and r.outcome <> 'failed'), 0)::bigint as refunded_minor,
      exists (select 1 from dispute d where d.billing_account_id = ${billingAccountId} and d.payment_id = ${payment.paymentId}
        and not d.is_inquiry and d.state in ('open', 'lost')) as is_disputed`.execute(tx);
  const [sums] = rows;
  return {
    isSettled: payment.outcome === 'succeeded',
    methodFamily: payment.methodFamily,
    isReversed: payment.reversedAt !== null,
    isDisputed: sums?.is_disputed ?? false,
    stepMinor: payment.gateway === null ? 1n : (GATEWAY_STEP[payment.currency] ?? 1n),
    refundableMinor: payment.amountMinor - (sums?.refunded_minor ?? 0n),
    places,
    credits,
  };
}

interface NewRefund {
  readonly ask: RefundAsk;
  readonly payment: LockedPayment;
  readonly plan: RefundPlan;
  readonly refundId: string;
  readonly doer: Doer;
  readonly at: Date;
}

async function writeRefund(tx: Tx, { ask, payment, plan, refundId, doer, at }: NewRefund): Promise<void> {
  const { billingAccountId } = ask;
  const { paymentId, currency, gateway } = payment;
  const byTransfer = gateway === null;
  await tx
    .insertInto('refund')
    .values({
      billing_account_id: billingAccountId,
      refund_id: refundId,
      payment_id: paymentId,
      invoice_id: ask.invoiceId ?? null,
      billing_profile_id: plan.parts[0]?.billingProfileId ?? '',
      currency,
      amount_minor: plan.amountMinor,
      outcome: byTransfer ? 'pending' : 'recorded',
      reason: ask.reason,
      parts: partsAsJson(plan.parts),
      gateway,
      gateway_refund_id: ask.madeAtGateway ?? null,
      requested_by: doer.userId,
      requested_by_name: doer.name,
      created_at: at,
      next_check_at: byTransfer ? null : new Date(at.getTime() + FIRST_CHECK_AFTER_MS),
    })
    .execute();
  await takeParts(tx, billingAccountId, payment, plan, at);
  await postEntry(tx, billingAccountId, refundEntry(currency as Currency, plan.parts), { at, about: { refundId } });
  const { amountMinor, parts } = plan;
  await tellRefund(
    tx,
    { billingAccountId, refundId, paymentId, currency, amountMinor, parts },
    { action: 'payment.refund', event: 'refund.pending', facts: { reason: ask.reason }, doer, at },
  );
}

async function takeParts(
  tx: Tx,
  billingAccountId: string,
  payment: LockedPayment,
  { parts, taken }: RefundPlan,
  at: Date,
): Promise<void> {
  for (const { creditNoteId, amountMinor } of parts)
    if (creditNoteId !== undefined)
      await takeFromCreditNote(tx, billingAccountId, { creditNoteId, amountMinor, shownAs: payment, at });
  await takeFromPayment(tx, billingAccountId, payment, taken, at);
}
