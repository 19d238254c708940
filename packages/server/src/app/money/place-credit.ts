import { type AllocatedCredit, allocateEntry } from '@betalt/core/ledger/allocate-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { insertRows } from '../../db/queries/issue-rows.ts';
import { settleOnInvoice } from './invoice-money.ts';
import { takeMoneyOnAccount } from './money-on-account.ts';
import { postEntry } from './post-entry.ts';
import { type Doer, recordActivity } from './record-activity.ts';

/** So much of one source on one invoice, both of one profile, all of it locked, and no more than the one has and the other asks for. */
export interface CreditPlacement {
  readonly invoiceId: string;
  readonly invoiceName: string;
  readonly billingProfileId: string;
  readonly from: { readonly creditNoteId: string } | { readonly paymentId: string };
  readonly amountMinor: bigint;
}

export interface CreditOrder {
  readonly billingAccountId: string;
  readonly currency: string;
  /** At least one, none of zero. */
  readonly placements: readonly CreditPlacement[];
}

/**
 * Puts credit, or money on account, on invoices: a payment of the family Credits, which needs no gateway and is settled when it is
 * made. Answers the payment's id.
 */
export async function placeCredit(
  tx: Tx,
  order: CreditOrder,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<string> {
  const paymentId = newId(at);
  await writePayment(tx, order, paymentId, { doer, at });
  for (const placement of order.placements)
    await takeFromSource(tx, order.billingAccountId, paymentId, { placement, at });
  for (const { invoiceId, amountMinor } of byInvoice(order))
    await settleOnInvoice(tx, order.billingAccountId, invoiceId, shown(paymentId, amountMinor, at));
  const entry = allocateEntry(order.currency as Currency, order.placements.map(toPart));
  await postEntry(tx, order.billingAccountId, entry, { at, about: { paymentId } });
  await tell(tx, order, paymentId, { doer, at });
  return paymentId;
}

function toPart({ billingProfileId, from, amountMinor }: CreditPlacement): AllocatedCredit {
  return { billingProfileId, source: 'creditNoteId' in from ? 'credits' : 'money_on_account', amountMinor };
}

async function writePayment(
  tx: Tx,
  order: CreditOrder,
  paymentId: string,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<void> {
  const own = { billing_account_id: order.billingAccountId, payment_id: paymentId };
  await insertRows(tx, {
    payment: [
      {
        ...own,
        currency: order.currency,
        amount_minor: order.placements.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
        outcome: 'succeeded',
        method_family: 'Credits',
        paid_by: doer.userId,
        paid_by_name: doer.name,
        created_at: at,
        settled_at: at,
        is_automatic: false,
        checks: 0,
      },
    ],
  });
  await insertRows(tx, {
    allocation: byInvoice(order).map(({ invoiceId, billingProfileId, amountMinor }) => ({
      ...own,
      invoice_id: invoiceId,
      billing_profile_id: billingProfileId,
      amount_minor: amountMinor,
      returned_minor: 0n,
      state: 'settled',
    })),
    credit_use: order.placements.map(({ invoiceId, billingProfileId, from, amountMinor }, index) => ({
      ...own,
      use_no: index + 1,
      invoice_id: invoiceId,
      billing_profile_id: billingProfileId,
      credit_note_id: 'creditNoteId' in from ? from.creditNoteId : null,
      source_payment_id: 'paymentId' in from ? from.paymentId : null,
      amount_minor: amountMinor,
      returned_minor: 0n,
    })),
  });
}

async function takeFromSource(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  { placement, at }: { readonly placement: CreditPlacement; readonly at: Date },
): Promise<void> {
  const { from, billingProfileId, amountMinor } = placement;
  if ('paymentId' in from) {
    await takeMoneyOnAccount(tx, billingAccountId, { paymentId: from.paymentId, billingProfileId, amountMinor });
    return;
  }
  // A credit note's amount due is negative, and rises to zero as it is used.
  await sql`
    update invoice set amount_due_minor = amount_due_minor + ${amountMinor}, row_version = row_version + 1,
      payments = payments || ${JSON.stringify([shown(paymentId, amountMinor, at)])}::jsonb
    where billing_account_id = ${billingAccountId} and invoice_id = ${from.creditNoteId}`.execute(tx);
}

function shown(paymentId: string, amountMinor: bigint, at: Date) {
  const method = { methodId: null, family: 'Credits', brand: null };
  return { paymentId, amountMinor: amountMinor.toString(), at: at.toISOString(), ...method };
}

interface InvoicePart {
  readonly invoiceId: string;
  readonly invoiceName: string;
  readonly billingProfileId: string;
  readonly amountMinor: bigint;
}

/** Several sources of one invoice are one allocation. */
function byInvoice({ placements }: CreditOrder): InvoicePart[] {
  const parts = new Map<string, InvoicePart>();
  for (const { invoiceId, invoiceName, billingProfileId, amountMinor } of placements) {
    const beforeMinor = parts.get(invoiceId)?.amountMinor ?? 0n;
    parts.set(invoiceId, { invoiceId, invoiceName, billingProfileId, amountMinor: beforeMinor + amountMinor });
  }
  return [...parts.values()];
}

async function tell(
  tx: Tx,
  order: CreditOrder,
  paymentId: string,
  { doer, at }: { readonly doer: Doer; readonly at: Date },
): Promise<void> {
  const currency = order.currency as Currency;
  const parts = byInvoice(order);
  const invoices = parts.map(({ invoiceName, amountMinor }) => ({
    name: invoiceName,
    amount: toDecimalString({ currency, amountMinor }),
  }));
  await recordActivity(
    tx,
    {
      billingAccountId: order.billingAccountId,
      action: 'credit.use',
      resourceId: paymentId,
      facts: { currency, invoices },
      event: 'payment.succeeded',
      invoiceNames: parts.map(({ invoiceName }) => invoiceName),
      billingProfileIds: parts.map(({ billingProfileId }) => billingProfileId),
      paymentName: paymentId,
    },
    doer,
    at,
  );
}
