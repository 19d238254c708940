import { sql } from 'kysely';
import type { PaymentMethodDependencies } from './add-payment-method.ts';

/** A card that was not used within this time is not going to be. */
const UNUSED_MS = 3_600_000;

/**
 * Cards that were entered for one payment only are taken away at the gateway and here: when their payment is settled, or when
 * they were never used. While a payment of theirs is open they stay.
 *
 * @returns how many were removed
 */
export async function removeOneTimeMethods({ db, gateway, clock }: PaymentMethodDependencies): Promise<number> {
  const now = clock();
  const { rows } = await sql<{ payment_method_id: string; gateway_payment_method_id: string }>`
    update payment_method m set removed_at = ${now}
    where m.removed_at is null and not m.is_kept and m.gateway = ${gateway.name}
      and not exists (select 1 from payment_method_link l where l.payment_method_id = m.payment_method_id)
      and not exists (select 1 from payment p where p.payment_method_id = m.payment_method_id and p.next_check_at is not null)
      and (m.created_at < ${new Date(now.getTime() - UNUSED_MS)}
        or exists (select 1 from payment p where p.payment_method_id = m.payment_method_id and p.outcome = 'succeeded'))
    returning m.payment_method_id, m.gateway_payment_method_id`.execute(db);
  for (const row of rows) await gateway.removeMethod(row.gateway_payment_method_id);
  return rows.length;
}
