import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/**
 * A profile has another default card: whatever waited for a day, for the payer or for a better card is tried with it at once, as if
 * nothing had been tried before. What is being charged just now is left to end. The job is queued in the same transaction.
 */
export async function retryWithNewCard(
  tx: Tx,
  { billingAccountId, billingProfileId }: { readonly billingAccountId: string; readonly billingProfileId: string },
  at: Date,
): Promise<void> {
  const { numAffectedRows = 0n } = await sql`
    update automatic_payment t set state = 'waiting', tries = 0, next_try_at = ${at}, updated_at = ${at}
    from invoice i
    where t.billing_account_id = ${billingAccountId} and t.state <> 'paid' and not (t.state = 'waiting' and t.next_try_at is null)
      and i.billing_account_id = t.billing_account_id and i.invoice_id = t.invoice_id and i.billing_profile_id = ${billingProfileId}
      and i.live_payment_id is null`.execute(tx);
  if (numAffectedRows > 0n)
    await sql`select graphile_worker.add_job('charge_due_invoices', job_key := 'charge_due_invoices')`.execute(tx);
}
