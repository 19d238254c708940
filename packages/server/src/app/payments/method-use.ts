import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Payer } from './payer.ts';

/** Whether a payer may use a method, as `record_payments` decides it. */
export interface PaymentMethodUse {
  isUsableOn(billingProfileId: string): boolean;
  /** A card is good to the end of the month that is printed on it, in UTC. */
  isExpired(at: Date): boolean;
}

/** Null for a method that nobody has, or has any more. */
export async function readMethodUse(
  db: Database,
  billingAccountId: string,
  paymentMethodId: string,
  payer: Payer,
): Promise<PaymentMethodUse | null> {
  const { rows } = await sql<MethodRow>`
    select m.user_id, m.pay_link_id, m.expires_month, m.expires_year,
      array(select l.billing_profile_id::text from payment_method_link l
        where l.billing_account_id = ${billingAccountId} and l.payment_method_id = m.payment_method_id) as profiles
    from payment_method m where m.payment_method_id = ${paymentMethodId} and m.removed_at is null`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const isOwn = row.user_id === payer.principalId || (row.pay_link_id !== null && row.pay_link_id === payer.payLinkId);
  return {
    isUsableOn: (billingProfileId) => isOwn || row.profiles.includes(billingProfileId),
    isExpired: (at) =>
      row.expires_year !== null &&
      row.expires_month !== null &&
      Date.UTC(row.expires_year, row.expires_month, 1) <= at.getTime(),
  };
}

interface MethodRow {
  readonly user_id: string | null;
  readonly pay_link_id: string | null;
  readonly expires_month: number | null;
  readonly expires_year: number | null;
  readonly profiles: readonly string[];
}
