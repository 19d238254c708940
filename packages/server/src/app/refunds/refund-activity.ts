import type { Currency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { type Doer, recordActivity } from '../money/record-activity.ts';
import type { RefundState } from './refund-rows.ts';

export type ToldRefund = Pick<
  RefundState,
  'billingAccountId' | 'refundId' | 'paymentId' | 'currency' | 'amountMinor' | 'parts'
>;

/** Tells both sides what became of a refund, with the invoices that it is about. */
export async function tellRefund(
  tx: Tx,
  refund: ToldRefund,
  told: {
    readonly action: string;
    readonly event: 'refund.pending' | 'refund.succeeded' | 'refund.failed';
    readonly facts?: Readonly<Record<string, unknown>>;
    readonly doer: Doer;
    readonly at: Date;
  },
): Promise<void> {
  const { billingAccountId, refundId, paymentId, currency, amountMinor, parts } = refund;
  const amount = toDecimalString({ currency: currency as Currency, amountMinor });
  const invoiceNames = await concernedInvoices(tx, refund);
  await recordActivity(
    tx,
    {
      billingAccountId,
      action: told.action,
      resourceId: refundId,
      facts: {
        currency,
        amount,
        paymentName: paymentId,
        invoices: invoiceNames.map((name) => ({ name })),
        ...told.facts,
      },
      event: told.event,
      invoiceNames,
      billingProfileIds: parts.map(({ billingProfileId }) => billingProfileId),
      paymentName: paymentId,
      eventFacts: { refundName: refundId },
    },
    told.doer,
    told.at,
  );
}

/** Invoices whose parts moved, and the one that the refund was asked for. */
async function concernedInvoices(tx: Tx, { billingAccountId, refundId, parts }: ToldRefund): Promise<string[]> {
  const ids = parts.flatMap(({ invoiceId, creditNoteId }) =>
    [invoiceId, creditNoteId].filter((id) => id !== undefined),
  );
  const { rows } = await sql<{ name: string }>`
    select name from invoice i
    where i.billing_account_id = ${billingAccountId} and (i.invoice_id = any(${ids}::uuid[]) or i.invoice_id = (
      select r.invoice_id from refund r where r.billing_account_id = i.billing_account_id and r.refund_id = ${refundId}))
    order by i.invoice_id`.execute(tx);
  return rows.map(({ name }) => name);
}
