import type { Selectable } from 'kysely';
import type { Database } from '../database.ts';
import type { Dispute, Refund } from '../tables.ts';

/** When the card is tried again by itself for an invoice; null: it is not. */
export async function findNextAutomaticTry(
  db: Database,
  billingAccountId: string,
  invoiceId: string,
): Promise<Date | null> {
  const row = await db
    .selectFrom('automatic_payment')
    .select('next_try_at')
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .executeTakeFirst();
  return row?.next_try_at ?? null;
}

export function findRefund(
  db: Database,
  billingAccountId: string,
  refundId: string,
): Promise<Selectable<Refund> | undefined> {
  return db
    .selectFrom('refund')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .where('refund_id', '=', refundId)
    .executeTakeFirst();
}

/** The newest open dispute of a payment: a bank may ask first and take back later. */
export function findOpenDispute(
  db: Database,
  billingAccountId: string,
  paymentId: string,
): Promise<Selectable<Dispute> | undefined> {
  return db
    .selectFrom('dispute')
    .selectAll()
    .where('billing_account_id', '=', billingAccountId)
    .where('payment_id', '=', paymentId)
    .where('state', '=', 'open')
    .orderBy('dispute_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
