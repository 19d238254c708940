import { ok } from '@betalt/core/shared/result.ts';
import { customerOf } from '../app/payment-methods/add-payment-method.ts';
import { inTransaction } from '../db/database.ts';
import type { GatewayCard } from '../gateways/gateway.ts';
import { DEMO_CARDS, type DemoCard } from './demo-cards.ts';
import { DEMO_ACCOUNTS } from './demo-customers.ts';
import { demoPerson } from './demo-people.ts';
import type { DemoDependencies } from './demo-plan.ts';

/** The saved cards: at the gateway first, then here. Each person's customer is made before their cards, in order. */
export async function writeDemoCards(dependencies: DemoDependencies): Promise<void> {
  const byPerson = Map.groupBy(DEMO_CARDS, ({ email }) => email);
  await Promise.all(
    [...byPerson].map(async ([email, cards]) => {
      const { database, gateway, clock } = dependencies;
      const customerId = await customerOf({ db: database.db, gateway, clock }, demoPerson(email));
      for (const card of cards) await writeCard(dependencies, card, customerId);
    }),
  );
}

async function writeCard(dependencies: DemoDependencies, card: DemoCard, customerId: string): Promise<void> {
  const { database, gateway, clock } = dependencies;
  const { methodId, ...atGateway } = await cardAtGateway(dependencies, card, customerId);
  await database.db
    .insertInto('payment_method')
    .values({
      payment_method_id: card.paymentMethodId,
      user_id: demoPerson(card.email).userId,
      gateway: gateway.name,
      gateway_customer_id: customerId,
      gateway_payment_method_id: methodId,
      family: 'CreditCard',
      brand: atGateway.brand,
      last_four: atGateway.lastFour,
      expires_month: atGateway.expiresMonth,
      expires_year: atGateway.expiresYear,
      holder_name: card.holder,
      is_kept: true,
      created_at: clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function cardAtGateway(
  { testCards, clock }: DemoDependencies,
  card: DemoCard,
  customerId: string,
): Promise<GatewayCard> {
  const attached = await testCards.attach(customerId, card.token, card.key);
  if (card.isExpired !== true) return attached;
  const now = clock();
  // The month before last is over in every time zone.
  const past = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1));
  return await testCards.expire(attached.methodId, { month: past.getUTCMonth() + 1, year: past.getUTCFullYear() });
}

/** Attaches the cards that are a profile's default, so that whoever may pay its invoices may use them. */
export async function linkDemoCards({ database, clock }: DemoDependencies): Promise<void> {
  const profiles = DEMO_ACCOUNTS.flatMap((account) => account.profiles.map((profile) => ({ account, profile })));
  for (const { defaultOf, paymentMethodId, email } of DEMO_CARDS) {
    const place = profiles.find(({ profile }) => profile.name === defaultOf);
    if (place === undefined) continue;
    const key = {
      billing_account_id: place.account.billingAccountId,
      billing_profile_id: place.profile.billingProfileId,
    };
    await inTransaction(database.db, async (tx) => {
      await tx
        .insertInto('payment_method_link')
        .values({
          ...key,
          payment_method_id: paymentMethodId,
          linked_by: demoPerson(email).userId,
          created_at: clock(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await tx
        .updateTable('billing_profile')
        .set({ default_payment_method_id: paymentMethodId })
        .where('billing_account_id', '=', key.billing_account_id)
        .where('billing_profile_id', '=', key.billing_profile_id)
        .execute();
      return ok(undefined);
    });
  }
}
