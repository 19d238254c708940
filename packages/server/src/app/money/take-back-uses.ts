import { unallocateEntry } from '@betalt/core/ledger/allocate-entry.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { TakenUse } from '@betalt/core/payments/money-places.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { takeFromInvoice } from './invoice-money.ts';
import { addMoneyOnAccount } from './money-on-account.ts';
import { postEntry } from './post-entry.ts';

/**
 * Money that a payment had on account was placed on invoices: so much of it is taken back, those invoices are due again, and the money is
 * on account once more, for the caller to take from there. The invoices are locked.
 */
export async function takeBackUses(
  tx: Tx,
  billingAccountId: string,
  { paymentId, currency }: { readonly paymentId: string; readonly currency: string },
  uses: readonly TakenUse[],
  at: Date,
): Promise<void> {
  for (const use of uses) {
    const { billingProfileId, amountMinor } = use;
    await takeBackUse(tx, billingAccountId, use, at);
    await addMoneyOnAccount(tx, billingAccountId, { paymentId, billingProfileId, currency, amountMinor }, at);
  }
  const taken = uses.map(({ billingProfileId, amountMinor }) => ({
    billingProfileId,
    source: 'money_on_account' as const,
    amountMinor,
  }));
  await postEntry(tx, billingAccountId, unallocateEntry(currency as Currency, taken), { at, about: { paymentId } });
}

async function takeBackUse(
  tx: Tx,
  billingAccountId: string,
  { creditPaymentId, useNo, invoiceId, amountMinor }: TakenUse,
  at: Date,
): Promise<void> {
  await sql`update credit_use set returned_minor = returned_minor + ${amountMinor}
    where billing_account_id = ${billingAccountId} and payment_id = ${creditPaymentId} and use_no = ${useNo}`.execute(
    tx,
  );
  await returnAllocation(tx, billingAccountId, creditPaymentId, { invoiceId, amountMinor });
  await takeFromInvoice(tx, billingAccountId, invoiceId, {
    paymentId: creditPaymentId,
    amountMinor: amountMinor.toString(),
    at: at.toISOString(),
    methodId: null,
    family: 'Credits',
    brand: null,
  });
}

/** So much of what a payment settled on an invoice counts no more. Negative: it counts again. */
export async function returnAllocation(
  tx: Tx,
  billingAccountId: string,
  paymentId: string,
  { invoiceId, amountMinor }: { readonly invoiceId: string; readonly amountMinor: bigint },
): Promise<void> {
  await sql`update allocation set returned_minor = returned_minor + ${amountMinor}
    where billing_account_id = ${billingAccountId} and payment_id = ${paymentId} and invoice_id = ${invoiceId}`.execute(
    tx,
  );
}
