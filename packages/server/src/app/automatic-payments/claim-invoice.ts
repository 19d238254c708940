import { type AgreementType, PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { automaticProblem } from '@betalt/core/payments/automatic.ts';
import { stateRefusal } from '@betalt/core/payments/pay.ts';
import { ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '../../db/database.ts';
import { findAutomaticProfile } from '../../db/queries/automatic-payments.ts';
import { type InvoiceMoney, lockInvoices } from '../money/invoice-money.ts';

export interface DueInvoice {
  readonly billingAccountId: string;
  readonly invoiceId: string;
}

/** An invoice that this worker, and no other, charges now. */
export interface Claim extends DueInvoice {
  readonly invoiceName: string;
  readonly billingProfileId: string;
  readonly agreementType: string;
  readonly paymentMethodId: string;
  readonly claimedAt: Date;
  /** A worker that died had recorded this payment for its claim: it is followed, and nothing is charged anew. */
  readonly unfinishedPaymentId: string | null;
}

/** A worker that dies gives its claim back after this. */
const CLAIM_MS = 10 * 60_000;

/** Null where there is nothing to charge after all: paid, disputed, asked about, claimed by another, or the card cannot be charged. */
export async function claimInvoice(
  { db, clock }: { readonly db: Database; readonly clock: () => Date },
  due: DueInvoice,
): Promise<Claim | null> {
  const now = clock();
  const claimed = await inTransaction<Claim | null, never>(db, async (tx) => {
    const [invoice] = await lockInvoices(tx, due.billingAccountId, { ids: [due.invoiceId] });
    if (invoice === undefined || !isChargeable(invoice) || (await hasOpenQuery(tx, due))) return ok(null);
    const account = await readAccount(tx, due.billingAccountId);
    const paymentMethodId = await methodOf(tx, due.billingAccountId, { invoice, agreementType: account, now });
    if (paymentMethodId === null) return ok(null);
    const before = await readState(tx, due);
    if (before !== undefined && !isToBeTried(before, now)) return ok(null);
    // A claim that nobody finished names no payment.
    const isAbandoned = before !== undefined && before.payment_id === null;
    const unfinishedPaymentId = isAbandoned ? await findUnfinished(tx, due, before.updated_at) : null;
    const claimedAt = unfinishedPaymentId === null || before === undefined ? now : before.updated_at;
    await writeClaim(tx, due, { paymentMethodId, claimedAt, until: new Date(now.getTime() + CLAIM_MS) });
    const { name: invoiceName, billingProfileId } = invoice;
    return ok({
      ...due,
      invoiceName,
      billingProfileId,
      agreementType: account,
      paymentMethodId,
      claimedAt,
      unfinishedPaymentId,
    });
  });
  return claimed.ok ? claimed.value : null;
}

function isChargeable(invoice: InvoiceMoney): boolean {
  const refusal = stateRefusal({
    isVoid: invoice.voidedAt !== null,
    isCreditNote: invoice.isCreditNote,
    amountDueMinor: invoice.amountDueMinor,
    isDisputed: invoice.disputedAt !== null,
    hasLivePayment: invoice.livePaymentId !== null,
  });
  return refusal === null;
}

async function hasOpenQuery(tx: Tx, { billingAccountId, invoiceId }: DueInvoice): Promise<boolean> {
  const row = await tx
    .selectFrom('invoice_query')
    .select('query_id')
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function readAccount(tx: Tx, billingAccountId: string): Promise<AgreementType> {
  const row = await tx
    .selectFrom('billing_account')
    .select('agreement_type')
    .where('billing_account_id', '=', billingAccountId)
    .executeTakeFirstOrThrow();
  return row.agreement_type as AgreementType;
}

async function methodOf(
  tx: Tx,
  billingAccountId: string,
  {
    invoice,
    agreementType,
    now,
  }: { readonly invoice: InvoiceMoney; readonly agreementType: AgreementType; readonly now: Date },
): Promise<string | null> {
  const profile = await findAutomaticProfile(tx, billingAccountId, invoice.billingProfileId);
  if (profile === undefined || !profile.pays_automatically || profile.default_payment_method_id === null) return null;
  const { cardAllowed, cardLimitMinor } = PAYMENT_RULES[agreementType];
  const { is_removed: isRemoved, expires_month: expiresMonth, expires_year: expiresYear } = profile;
  const problem = automaticProblem({ isRemoved, expiresMonth, expiresYear }, { cardAllowed, now });
  const limitMinor = cardLimitMinor[invoice.currency];
  const isAbove = limitMinor !== undefined && invoice.amountDueMinor > limitMinor;
  return problem !== null || isAbove ? null : profile.default_payment_method_id;
}

interface State {
  readonly state: string;
  readonly next_try_at: Date | null;
  readonly payment_id: string | null;
  readonly updated_at: Date;
}

async function readState(tx: Tx, { billingAccountId, invoiceId }: DueInvoice): Promise<State | undefined> {
  return tx
    .selectFrom('automatic_payment')
    .select(['state', 'next_try_at', 'payment_id', 'updated_at'])
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .forUpdate()
    .executeTakeFirst();
}

function isToBeTried({ state, next_try_at }: State, now: Date): boolean {
  return state === 'waiting' && next_try_at !== null && next_try_at <= now;
}

async function findUnfinished(
  tx: Tx,
  { billingAccountId, invoiceId }: DueInvoice,
  since: Date,
): Promise<string | null> {
  const { rows } = await sql<{ payment_id: string }>`
    select p.payment_id from allocation a
    join payment p on p.billing_account_id = a.billing_account_id and p.payment_id = a.payment_id
    where a.billing_account_id = ${billingAccountId} and a.invoice_id = ${invoiceId} and p.is_automatic and p.created_at >= ${since}
    order by p.payment_id desc limit 1`.execute(tx);
  return rows[0]?.payment_id ?? null;
}

async function writeClaim(
  tx: Tx,
  { billingAccountId, invoiceId }: DueInvoice,
  {
    paymentMethodId,
    claimedAt,
    until,
  }: { readonly paymentMethodId: string; readonly claimedAt: Date; readonly until: Date },
): Promise<void> {
  const claim = { next_try_at: until, payment_id: null, payment_method_id: paymentMethodId, updated_at: claimedAt };
  await tx
    .insertInto('automatic_payment')
    .values({ billing_account_id: billingAccountId, invoice_id: invoiceId, state: 'waiting', ...claim })
    .onConflict((conflict) => conflict.constraint('automatic_payment_pk').doUpdateSet(claim))
    .execute();
}
