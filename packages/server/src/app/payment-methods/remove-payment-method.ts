import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import { type Database, inTransaction } from '../../db/database.ts';
import { findOwnMethod } from '../../db/queries/payment-methods.ts';
import type { PaymentMethodDependencies } from './add-payment-method.ts';
import { queueDetach } from './detach-payment-methods.ts';

/** What must be settled before a card can go, each with what it is about. */
export interface Blocker {
  readonly code: 'LinkedToProfile' | 'PaymentPending';
  readonly name: string;
}

export type RemovePaymentMethodRejection =
  | { readonly code: 'PaymentMethodNotFound' }
  | { readonly code: 'PaymentMethodInUse'; readonly blockers: readonly Blocker[] };

/** Only its owner deletes a card, and only when nothing needs it any more; then a job makes the gateway forget it too. */
export async function removePaymentMethod(
  { db, clock }: Pick<PaymentMethodDependencies, 'db' | 'clock'>,
  userId: string,
  paymentMethodId: string,
): Promise<Result<void, RemovePaymentMethodRejection>> {
  const method = await findOwnMethod(db, userId, paymentMethodId);
  if (method === undefined) return err({ code: 'PaymentMethodNotFound' });
  return inTransaction<void, RemovePaymentMethodRejection>(db, async (tx) => {
    await sql`select 1 from payment_method where payment_method_id = ${paymentMethodId} for update`.execute(tx);
    const blockers = await findBlockers(tx, paymentMethodId);
    if (blockers.length > 0) return err({ code: 'PaymentMethodInUse', blockers });
    await tx
      .updateTable('payment_method')
      .set({ removed_at: clock() })
      .where('payment_method_id', '=', paymentMethodId)
      .execute();
    await queueDetach(tx, [method.gateway_payment_method_id]);
    return ok(undefined);
  });
}

/** Over all accounts that link the card: an admin read, for its owner only. */
async function findBlockers(db: Database, paymentMethodId: string): Promise<Blocker[]> {
  const { rows } = await sql<Blocker>`
    select 'LinkedToProfile' as code, p.display_name as name from payment_method_link l
      join billing_profile p on p.billing_account_id = l.billing_account_id and p.billing_profile_id = l.billing_profile_id
      where l.payment_method_id = ${paymentMethodId}
    union all
    select 'PaymentPending', p.payment_id::text from payment p
      where p.payment_method_id = ${paymentMethodId} and p.next_check_at is not null
    limit 50`.execute(db);
  return rows;
}
