import { type AfterTry, afterTry } from '@betalt/core/payments/automatic.ts';
import { type DeclineCode, isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction, type Tx } from '../../db/database.ts';
import { recordActivity } from '../money/record-activity.ts';
import type { AutomaticPaymentDependencies } from './automatic-payment-dependencies.ts';
import type { DueInvoice } from './claim-invoice.ts';

/** A claim that led to no payment (another one holds the invoice, or it was paid meanwhile) is looked at again after this. */
const LOOKED_AT_AGAIN_AFTER_MS = 10 * 60_000;

/** Writes down what became of a try; one that is not decided yet is followed by {@link followTries}. Again, it changes nothing. */
export async function recordTry(
  { db, clock, onCommitted }: AutomaticPaymentDependencies,
  due: DueInvoice,
  paymentId: string,
): Promise<void> {
  const now = clock();
  await inTransaction<void, never>(db, async (tx) => {
    const tried = await lockTry(tx, due, paymentId);
    if (tried === undefined) return ok(undefined);
    const outcome = { outcome: tried.outcome as PaymentOutcome, declineCode: declineCodeOf(tried) };
    const next = afterTry(tried.tries, outcome, { triedAt: tried.created_at, now });
    await writeTry(tx, due, { paymentId, next, declineCode: outcome.declineCode, now });
    if (next !== null) await tell(tx, due, { tried, paymentId, next, now });
    return ok(undefined);
  });
  onCommitted();
}

/** Nothing was charged: what stood in the way passes, or shows in the invoice. */
export async function releaseClaim({ db, clock }: AutomaticPaymentDependencies, due: DueInvoice): Promise<void> {
  await db
    .updateTable('automatic_payment')
    .set({ next_try_at: new Date(clock().getTime() + LOOKED_AT_AGAIN_AFTER_MS) })
    .where('billing_account_id', '=', due.billingAccountId)
    .where('invoice_id', '=', due.invoiceId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Tries that were under way and whose payment has ended since. Over all accounts: a queue (docs/domain/tenancy.md). */
export async function followTries(dependencies: AutomaticPaymentDependencies): Promise<void> {
  const { rows } = await sql<DueInvoice & { paymentId: string }>`
    select t.billing_account_id as "billingAccountId", t.invoice_id as "invoiceId", t.payment_id as "paymentId"
    from automatic_payment t
    join payment p on p.billing_account_id = t.billing_account_id and p.payment_id = t.payment_id
    where t.state = 'waiting' and t.next_try_at is null and p.outcome in ('succeeded', 'declined', 'not_attempted', 'canceled')
    limit 1000`.execute(dependencies.db);
  for (const { paymentId, ...due } of rows) await recordTry(dependencies, due, paymentId);
}

/** What was paid by other means, or made void, is not waited for any more. Over all accounts: a sweep (docs/domain/tenancy.md). */
export async function clearPaid({ db, clock }: AutomaticPaymentDependencies): Promise<void> {
  await sql`
    update automatic_payment t set state = 'paid', next_try_at = null, updated_at = ${clock()}
    from invoice i
    where t.state <> 'paid' and i.billing_account_id = t.billing_account_id and i.invoice_id = t.invoice_id
      and (i.amount_due_minor <= 0 or i.voided_at is not null)`.execute(db);
}

interface Tried {
  readonly tries: number;
  readonly outcome: string;
  readonly decline_code: string | null;
  readonly created_at: Date;
  readonly invoice_name: string;
  readonly billing_profile_id: string;
}

/** Undefined when the try has been counted already, or the profile has another card since and begins anew. */
async function lockTry(
  tx: Tx,
  { billingAccountId, invoiceId }: DueInvoice,
  paymentId: string,
): Promise<Tried | undefined> {
  const { rows } = await sql<Tried>`
    select t.tries, p.outcome, p.decline_code, p.created_at, i.name as invoice_name, i.billing_profile_id
    from automatic_payment t
    join payment p on p.billing_account_id = t.billing_account_id and p.payment_id = ${paymentId}
    join invoice i on i.billing_account_id = t.billing_account_id and i.invoice_id = t.invoice_id
    where t.billing_account_id = ${billingAccountId} and t.invoice_id = ${invoiceId} and t.state = 'waiting'
      and (t.payment_id is null or (t.payment_id = ${paymentId} and t.next_try_at is null))
    for update of t`.execute(tx);
  return rows[0];
}

function declineCodeOf({ decline_code }: Tried): DeclineCode | null {
  return decline_code !== null && isDeclineCode(decline_code) ? decline_code : null;
}

interface Written {
  readonly paymentId: string;
  readonly next: AfterTry | null;
  readonly declineCode: DeclineCode | null;
  readonly now: Date;
}

async function writeTry(tx: Tx, due: DueInvoice, { paymentId, next, declineCode, now }: Written): Promise<void> {
  await tx
    .updateTable('automatic_payment')
    .set({
      payment_id: paymentId,
      state: next?.state ?? 'waiting',
      next_try_at: next?.state === 'waiting' ? next.nextTryAt : null,
      ...(next === null || next.state === 'paid' ? {} : { tries: next.tries }),
      decline_code: declineCode,
      updated_at: now,
    })
    .where('billing_account_id', '=', due.billingAccountId)
    .where('invoice_id', '=', due.invoiceId)
    .execute();
}

const DOER = { userId: null, name: 'Automatic payment' };

/** Nobody saw it happen, so whoever looks after the profile is told: what the bank said, and what happens next. */
async function tell(
  tx: Tx,
  { billingAccountId }: DueInvoice,
  {
    tried,
    paymentId,
    next,
    now,
  }: { readonly tried: Tried; readonly paymentId: string; readonly next: AfterTry; readonly now: Date },
): Promise<void> {
  if (next.state === 'paid' || tried.outcome === 'not_attempted') return;
  const nextTryAt = next.state === 'waiting' ? next.nextTryAt.toISOString() : undefined;
  const facts = { declineCode: tried.decline_code ?? undefined, nextTryAt };
  await recordActivity(
    tx,
    {
      billingAccountId,
      action:
        next.state === 'needs_authentication' ? 'automaticPayment.needsAuthentication' : 'automaticPayment.declined',
      resourceId: paymentId,
      facts: { invoices: [{ name: tried.invoice_name }], ...facts },
      event:
        next.state === 'needs_authentication' ? 'automaticPayment.needsAuthentication' : 'automaticPayment.declined',
      invoiceNames: [tried.invoice_name],
      billingProfileIds: [tried.billing_profile_id],
      paymentName: paymentId,
      eventFacts: facts,
    },
    DOER,
    now,
  );
}
