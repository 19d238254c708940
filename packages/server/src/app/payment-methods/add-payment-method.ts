import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { findOwnMethod, type PaymentMethodRow } from '../../db/queries/payment-methods.ts';
import { violatesUnique } from '../../db/sql-state.ts';
import type { GatewayCard, PaymentGateway } from '../../gateways/gateway.ts';

export interface PaymentMethodDependencies {
  readonly db: Database;
  readonly gateway: PaymentGateway;
  readonly clock: () => Date;
}

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export type AddPaymentMethodRejection = {
  readonly code: 'PaymentMethodSetupNotFound' | 'PaymentMethodSetupIncomplete' | 'PaymentMethodNotFound';
};

/** Starts adding a card: the name that it will have, and what the gateway's own fields need. No card number reaches Betalt. */
export async function startPaymentMethodSetup(
  dependencies: PaymentMethodDependencies,
  person: Person,
): Promise<{ name: string; clientSecret: string }> {
  const customerId = await customerOf(dependencies, person);
  const { clientSecret } = await dependencies.gateway.startSetup(customerId);
  return { name: newId(), clientSecret };
}

/**
 * Records a card that the gateway has confirmed, under the name that its setup was given. Asked again, it answers with the same.
 * What the gateway says decides whose card it is; the setup's id alone opens nothing.
 *
 * @param keep false: for one payment, not listed and taken away after it
 */
export async function addPaymentMethod(
  dependencies: PaymentMethodDependencies,
  person: Person,
  { paymentMethodId, setupId, keep }: { paymentMethodId: string; setupId: string; keep: boolean },
): Promise<Result<PaymentMethodRow, AddPaymentMethodRejection>> {
  const existing = await findOwnMethod(dependencies.db, person.userId, paymentMethodId);
  if (existing !== undefined) return ok(existing);
  const setup = await dependencies.gateway.readSetup(setupId);
  const customerId = await customerOf(dependencies, person);
  if (setup === null || setup.customerId !== customerId) return err({ code: 'PaymentMethodSetupNotFound' });
  if (!setup.isComplete || setup.method === undefined) return err({ code: 'PaymentMethodSetupIncomplete' });
  return insertMethod(dependencies, person, { paymentMethodId, customerId, card: setup.method, keep });
}

/** The person's customer at the gateway; made once, whichever of two tabs comes first. */
export async function customerOf({ db, gateway, clock }: PaymentMethodDependencies, person: Person): Promise<string> {
  const known = () =>
    db
      .selectFrom('gateway_customer')
      .select('customer_id')
      .where('user_id', '=', person.userId)
      .where('gateway', '=', gateway.name)
      .executeTakeFirst();
  const existing = await known();
  if (existing !== undefined) return existing.customer_id;
  const customerId = await gateway.createCustomer(person);
  await db
    .insertInto('gateway_customer')
    .values({ user_id: person.userId, gateway: gateway.name, customer_id: customerId, created_at: clock() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await known())?.customer_id ?? customerId;
}

/** A name that somebody else has, or that was this person's before, is *not found*, as it is for every other request. */
async function insertMethod(
  { db, gateway, clock }: PaymentMethodDependencies,
  person: Person,
  {
    paymentMethodId,
    customerId,
    card,
    keep,
  }: { paymentMethodId: string; customerId: string; card: GatewayCard; keep: boolean },
): Promise<Result<PaymentMethodRow, AddPaymentMethodRejection>> {
  try {
    const row = await db
      .insertInto('payment_method')
      .values({
        payment_method_id: paymentMethodId,
        user_id: person.userId,
        gateway: gateway.name,
        gateway_customer_id: customerId,
        gateway_payment_method_id: card.methodId,
        family: 'CreditCard',
        brand: card.brand,
        last_four: card.lastFour,
        expires_month: card.expiresMonth,
        expires_year: card.expiresYear,
        holder_name: card.holderName,
        is_kept: keep,
        created_at: clock(),
      })
      // The same setup under another name: the card is one, keeps the name that it has, and stays kept if it was.
      .onConflict((conflict) =>
        conflict
          .constraint('payment_method_gateway_uq')
          .doUpdateSet({ is_kept: sql<boolean>`payment_method.is_kept or excluded.is_kept` })
          .where('payment_method.removed_at', 'is', null),
      )
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? err({ code: 'PaymentMethodSetupNotFound' }) : ok(row);
  } catch (error) {
    if (violatesUnique(error, 'payment_method_pk')) return err({ code: 'PaymentMethodNotFound' });
    throw error;
  }
}
