import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { PaymentGateway } from '../../gateways/gateway.ts';

/** What the job of one card is told. */
export interface DetachOrder {
  readonly gatewayPaymentMethodId: string;
}

/**
 * Queues, in the transaction that removes cards here, that the gateway is told: a job a card, tried again until the gateway has
 * answered, so that no card stays chargeable there because of one bad moment.
 */
export async function queueDetach(db: Database, gatewayPaymentMethodIds: readonly string[]): Promise<void> {
  await sql`
    select graphile_worker.add_job('detach_payment_method', json_build_object('gatewayPaymentMethodId', id))
    from unnest(${gatewayPaymentMethodIds}::text[]) id`.execute(db);
}

/** The job: the gateway forgets the card. A card that is gone already is what was asked for. */
export async function detachPaymentMethod(
  { gateway }: { readonly gateway: PaymentGateway },
  { gatewayPaymentMethodId }: DetachOrder,
): Promise<void> {
  await gateway.removeMethod(gatewayPaymentMethodId);
}
