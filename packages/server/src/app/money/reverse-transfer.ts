import { transferReversedEntry } from '@betalt/core/ledger/transfer-entries.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { lockInvoices, takeFromInvoice } from './invoice-money.ts';
import { lockMoneyOnAccount, type MoneyOnAccount, takeMoneyOnAccount } from './money-on-account.ts';
import { postEntry } from './post-entry.ts';
import { type Doer, recordActivity } from './record-activity.ts';
import { returnAllocation, takeBackUses } from './take-back-uses.ts';

export type ReverseTransferRejection = { readonly code: 'PaymentNotFound' | 'PaymentNotReversible' };

/**
 * The bank takes a transfer back: its invoices are due again, and so are those that its money on account was placed on since. What
 * was refunded of it cannot come back twice, so a transfer with refunds is for people to sort out.
 *
 * Lock order: the payment, what it has on account, then invoices by id. Placing locks invoices first; the two may meet in a deadlock,
 * which is tried again.
 */
export async function reverseTransfer(
  tx: Tx,
  { billingAccountId, paymentId }: { readonly billingAccountId: string; readonly paymentId: string },
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<Result<void, ReverseTransferRejection>> {
  const transfer = await lockTransfer(tx, billingAccountId, paymentId);
  if (transfer === undefined) return err({ code: 'PaymentNotFound' });
  const onAccount = await lockMoneyOnAccount(tx, billingAccountId, { paymentIds: [paymentId] });
  const uses = await usesOf(tx, billingAccountId, paymentId);
  const parts = await partsOf(tx, billingAccountId, paymentId);
  const ids = [...uses, ...parts].map(({ invoiceId }) => invoiceId);
  const invoices = await lockInvoices(tx, billingAccountId, { ids });
  if (transfer.reversedAt !== null || transfer.hasRefunds) return err({ code: 'PaymentNotReversible' });
  const currency = transfer.currency as Currency;

  await takeBackUses(tx, billingAccountId, { paymentId, currency }, uses, at);
  for (const part of parts) await takeBackPart(tx, billingAccountId, paymentId, { part, at });
  const rest = await takeWhatIsLeft(tx, billingAccountId, paymentId);
  await markReversed(tx, billingAccountId, paymentId, at);
  const allocations = [...parts.map(toApplied), ...rest.map(toExcess)];
  await postEntry(tx, billingAccountId, transferReversedEntry({ currency, allocations }), { at, about: { paymentId } });
  const happening = {
    billingAccountId,
    action: 'payment.reverseTransfer',
    resourceId: paymentId,
    facts: {
      currency,
      amount: toDecimalString({ currency, amountMinor: transfer.amountMinor }),
      invoices: invoices.map(({ name }) => ({ name })),
    },
    event: 'payment.reversed',
    invoiceNames: invoices.map(({ name }) => name),
    billingProfileIds: [...invoices, ...onAccount].map(({ billingProfileId }) => billingProfileId),
    paymentName: paymentId,
  };
  await recordActivity(tx, happening, doer, at);
  return ok(undefined);
}

/** What it has on account by now: what was placed from there has come back. */
async function takeWhatIsLeft(tx: Tx, billingAccountId: string, paymentId: string): Promise<MoneyOnAccount[]> {
  const rest = await lockMoneyOnAccount(tx, billingAccountId, { paymentIds: [paymentId] });
  for (const { billingProfileId, remainingMinor } of rest)
    await takeMoneyOnAccount(tx, billingAccountId, { paymentId, billingProfileId, amountMinor: remainingMinor });
  return rest;
}

async function markReversed(tx: Tx, billingAccountId: string, paymentId: string, at: Date): Promise<void> {
  await tx
    .updateTable('payment')
    .set({ reversed_at: at })
    .where('billing_account_id', '=', billingAccountId)
    .where('payment_id', '=', paymentId)
    .execute();
}

function toApplied({ billingProfileId, amountMinor }: Part) {
  return { billingProfileId, appliedMinor: amountMinor, excessMinor: 0n };
}

function toExcess({ billingProfileId, remainingMinor }: MoneyOnAccount) {
  return { billingProfileId, appliedMinor: 0n, excessMinor: remainingMinor };
}

interface Transfer {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly reversedAt: Date | null;
  readonly hasRefunds: boolean;
}

async function lockTransfer(tx: Tx, billingAccountId: string, paymentId: string): Promise<Transfer | undefined> {
  const { rows } = await sql<Transfer>`
    select currency, amount_minor as "amountMinor", reversed_at as "reversedAt",
      exists (select 1 from refund r where r.billing_account_id = p.billing_account_id and r.payment_id = p.payment_id
        and r.outcome <> 'failed') as "hasRefunds"
    from payment p
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and method_family = 'CheckWire' and outcome = 'succeeded'
    for update of p`.execute(tx);
  return rows[0];
}

interface Part {
  readonly invoiceId: string;
  readonly billingProfileId: string;
  readonly amountMinor: bigint;
}

type Use = Part & { readonly creditPaymentId: string; readonly useNo: number };

/** Where money that it had on account was placed since, and still is. */
async function usesOf(tx: Tx, billingAccountId: string, paymentId: string): Promise<Use[]> {
  const { rows } = await sql<Use>`
    select payment_id as "creditPaymentId", use_no as "useNo", invoice_id as "invoiceId", billing_profile_id as "billingProfileId",
      amount_minor - returned_minor as "amountMinor"
    from credit_use
    where billing_account_id = ${billingAccountId} and source_payment_id = ${paymentId} and amount_minor > returned_minor
    order by payment_id, use_no`.execute(tx);
  return rows;
}

async function partsOf(tx: Tx, billingAccountId: string, paymentId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select invoice_id as "invoiceId", billing_profile_id as "billingProfileId", amount_minor - returned_minor as "amountMinor"
    from allocation
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and state = 'settled' and amount_minor > returned_minor
    order by invoice_id`.execute(tx);
  return rows;
}

async function takeBackPart(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  { part, at }: { readonly part: Part; readonly at: Date },
): Promise<void> {
  await returnAllocation(tx, billingAccountId, paymentId, part);
  await takeFromInvoice(tx, billingAccountId, part.invoiceId, {
    ...credited(part.amountMinor, at),
    paymentId,
    family: 'CheckWire',
  });
}

function credited(amountMinor: bigint, at: Date) {
  return { amountMinor: amountMinor.toString(), at: at.toISOString(), methodId: null, brand: null };
}
