import { ok } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../db/database.ts';
import type { PaymentMethodDependencies } from './add-payment-method.ts';
import { queueDetach } from './detach-payment-methods.ts';

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
  const removed = await inTransaction<number, never>(db, async (tx) => {
    const { rows } = await sql<{ gateway_payment_method_id: string }>`
    update payment_method m set removed_at = ${now}
    where m.removed_at is null and not m.is_kept and m.gateway = ${gateway.name}
      and not exists (select 1 from payment_method_link l where l.payment_method_id = m.payment_method_id)
      and not exists (select 1 from payment p where p.payment_method_id = m.payment_method_id and p.next_check_at is not null)
      and (m.created_at < ${new Date(now.getTime() - UNUSED_MS)}
        or exists (select 1 from payment p where p.payment_method_id = m.payment_method_id and p.outcome = 'succeeded'))
    returning m.gateway_payment_method_id`.execute(tx);
    const ids = rows.map((row) => row.gateway_payment_method_id);
    await queueDetach(tx, ids);
    return ok(ids.length);
  });
  return removed.ok ? removed.value : 0;
}
