import type { PayeeParties } from '@betalt/core/references/transfer-payee.ts';
import type { Database } from '../database.ts';

/** Who the invoice's own document says is paid; what was issued without a document says nothing. */
export async function readPayeeParties(
  db: Database,
  billingAccountId: string,
  invoiceId: string,
): Promise<PayeeParties | undefined> {
  const row = await db
    .selectFrom('invoice')
    .select('parties')
    .where('billing_account_id', '=', billingAccountId)
    .where('invoice_id', '=', invoiceId)
    .executeTakeFirst();
  // Written by issuing (core/invoices/issue-parties.ts), except where a row was made past it.
  const parties = row?.parties as Partial<PayeeParties> | undefined;
  return parties?.seller === undefined || parties.paymentMeans === undefined ? undefined : (parties as PayeeParties);
}
