import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** How much of which invoice a payment settled. */
export async function findPaidByPayment(
  db: Database,
  billingAccountId: string,
  paymentId: string,
): Promise<{ readonly name: string; readonly amountMinor: bigint }[]> {
  const { rows } = await sql<{ name: string; amountMinor: bigint }>`
    select i.name, a.amount_minor as "amountMinor"
    from allocation a join invoice i on i.billing_account_id = a.billing_account_id and i.invoice_id = a.invoice_id
    where a.billing_account_id = ${billingAccountId} and a.payment_id = ${paymentId} and a.state = 'settled'`.execute(
    db,
  );
  return rows;
}
