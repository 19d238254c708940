import { type Held, type MoneyPlaces, withoutHeld } from '@betalt/core/payments/money-places.ts';
import type { CreditPlace } from '@betalt/core/payments/refund.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { type InvoiceMoney, lockInvoices } from './invoice-money.ts';
import { lockMoneyOnAccount } from './money-on-account.ts';

/** A payment under its lock. */
export interface LockedPayment {
  readonly paymentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly outcome: string;
  readonly methodFamily: string;
  readonly methodId: string | null;
  readonly brand: string | null;
  readonly lastFour: string | null;
  readonly reversedAt: Date | null;
  /** The gateway's own id of what it captured; null for a transfer, and for credit. */
  readonly gatewayPaymentId: string | null;
  readonly gateway: string | null;
}

/** Locks a payment; what refers to it can still be written meanwhile. */
export async function lockPayment(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
): Promise<LockedPayment | undefined> {
  const { rows } = await sql<LockedPayment>`
    select p.payment_id as "paymentId", p.currency, p.amount_minor as "amountMinor", p.outcome, p.method_family as "methodFamily",
      p.payment_method_id as "methodId", p.method_brand as brand, p.method_last_four as "lastFour", p.reversed_at as "reversedAt",
      t.gateway_payment_id as "gatewayPaymentId", t.gateway
    from payment p
    left join lateral (select a.gateway_payment_id, a.gateway from payment_attempt a
      where a.billing_account_id = p.billing_account_id and a.payment_id = p.payment_id
      order by a.attempt_id desc limit 1) t on true
    where p.billing_account_id = ${billingAccountId} and p.payment_id = ${paymentId}
    for no key update of p`.execute(tx);
  return rows[0];
}

/** Where the money of a payment is. */
export interface LockedPlaces {
  readonly places: MoneyPlaces;
  /** Unused credit of the credit notes for its invoices. */
  readonly credits: readonly CreditPlace[];
  /** Its invoices, those that its money on account was placed on, and credit notes for the first. */
  readonly invoices: readonly InvoiceMoney[];
}

/**
 * Reads where the money of a locked payment is, and locks that: its invoices by id, then what it has on account, which is the order
 * of whoever places credit. What was placed between the two is locked last; should that end in a deadlock, it is tried again.
 */
export async function lockPlaces(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  { exceptDisputeId = null }: { readonly exceptDisputeId?: string | null } = {},
): Promise<LockedPlaces> {
  const locked = await lockInvoices(tx, billingAccountId, { ids: await concerned(tx, billingAccountId, paymentId) });
  const onAccount = await lockMoneyOnAccount(tx, billingAccountId, { paymentIds: [paymentId] });
  const uses = await usesOf(tx, billingAccountId, paymentId);
  const late = uses.map(({ invoiceId }) => invoiceId).filter((id) => locked.every(({ invoiceId }) => invoiceId !== id));
  const invoices = [...locked, ...(late.length === 0 ? [] : await lockInvoices(tx, billingAccountId, { ids: late }))];
  const places = {
    onAccount: onAccount.map(({ billingProfileId, remainingMinor: leftMinor }) => ({ billingProfileId, leftMinor })),
    uses,
    invoices: await invoicePlaces(tx, billingAccountId, paymentId, invoices),
  };
  return {
    places: withoutHeld(places, await heldByDisputes(tx, billingAccountId, paymentId, exceptDisputeId)),
    credits: await creditsOf(tx, billingAccountId, paymentId),
    invoices,
  };
}

async function concerned(tx: Tx, billingAccountId: string, paymentId: string): Promise<string[]> {
  const { rows } = await sql<{ invoice_id: string }>`
    select invoice_id from allocation where billing_account_id = ${billingAccountId} and payment_id = ${paymentId}
    union
    select invoice_id from credit_use where billing_account_id = ${billingAccountId} and source_payment_id = ${paymentId}
    union
    select n.invoice_id from allocation a
      join invoice n on n.billing_account_id = a.billing_account_id and n.credits_invoice_id = a.invoice_id
      where a.billing_account_id = ${billingAccountId} and a.payment_id = ${paymentId}`.execute(tx);
  return rows.map(({ invoice_id }) => invoice_id);
}

async function usesOf(tx: Tx, billingAccountId: string, paymentId: string) {
  const { rows } = await sql<MoneyPlaces['uses'][number]>`
    select payment_id as "creditPaymentId", use_no as "useNo", invoice_id as "invoiceId", billing_profile_id as "billingProfileId",
      amount_minor - returned_minor as "leftMinor"
    from credit_use
    where billing_account_id = ${billingAccountId} and source_payment_id = ${paymentId} and amount_minor > returned_minor
    order by payment_id desc, use_no desc`.execute(tx);
  return rows;
}

/** What earlier refunds took out of an invoice's credit notes was paid on it, though the allocation still stands. */
async function invoicePlaces(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  invoices: readonly InvoiceMoney[],
): Promise<MoneyPlaces['invoices']> {
  const { rows } = await sql<{ invoiceId: string; billingProfileId: string; leftMinor: bigint }>`
    select a.invoice_id as "invoiceId", a.billing_profile_id as "billingProfileId",
      (a.amount_minor - a.returned_minor - coalesce((
        select sum((part ->> 'amountMinor')::bigint) from refund r, jsonb_array_elements(r.parts) part
        where r.billing_account_id = a.billing_account_id and r.payment_id = a.payment_id and r.outcome <> 'failed'
          and part ->> 'source' = 'credits' and part ->> 'invoiceId' = a.invoice_id::text), 0))::bigint as "leftMinor"
    from allocation a
    where a.billing_account_id = ${billingAccountId} and a.payment_id = ${paymentId} and a.state = 'settled'
    order by a.invoice_id`.execute(tx);
  return rows.flatMap((row) => {
    const invoice = invoices.find(({ invoiceId }) => invoiceId === row.invoiceId);
    return invoice === undefined ? [] : [{ ...row, dueOn: invoice.dueOn }];
  });
}

async function heldByDisputes(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  exceptDisputeId: string | null,
): Promise<Held[]> {
  const { rows } = await sql<{ billingProfileId: string; invoiceId: string | null; amountMinor: bigint }>`
    select part ->> 'billingProfileId' as "billingProfileId", part ->> 'invoiceId' as "invoiceId",
      (part ->> 'invoiceMinor')::bigint + (part ->> 'onAccountMinor')::bigint as "amountMinor"
    from dispute d, jsonb_array_elements(d.parts) part
    where d.billing_account_id = ${billingAccountId} and d.payment_id = ${paymentId} and d.state = 'open'
      and d.dispute_id is distinct from ${exceptDisputeId}::uuid
    order by d.dispute_id`.execute(tx);
  return rows.map(({ invoiceId, ...part }) => ({ ...part, ...(invoiceId === null ? {} : { invoiceId }) }));
}

async function creditsOf(tx: Tx, billingAccountId: string, paymentId: string): Promise<CreditPlace[]> {
  const { rows } = await sql<CreditPlace>`
    select n.invoice_id as "creditNoteId", n.credits_invoice_id as "invoiceId", n.billing_profile_id as "billingProfileId",
      -n.amount_due_minor as "leftMinor"
    from allocation a
    join invoice n on n.billing_account_id = a.billing_account_id and n.credits_invoice_id = a.invoice_id
    where a.billing_account_id = ${billingAccountId} and a.payment_id = ${paymentId} and a.state = 'settled'
      and n.amount_due_minor < 0 and n.voided_at is null
    order by n.invoice_id`.execute(tx);
  return rows;
}
