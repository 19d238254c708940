import { customerOf } from '@betalt/server/app/payment-methods/add-payment-method.ts';
import type { Wiring } from '@betalt/server/app/wired.ts';
import { newId } from '@betalt/server/db/new-id.ts';
import { sandboxTestCards } from '@betalt/server/demo/sandbox-test-cards.ts';
import { SECRET_KEY } from '../stage/processes.ts';

/** What a card does when it is charged, by the gateway's test card. */
export const CARDS = {
  pays: 'pm_card_visa',
  'pays too': 'pm_card_mastercard',
  'is declined': 'pm_card_chargeCustomerFail',
  'is blocked as fraud': 'pm_card_radarBlock',
  'wants 3-D Secure': 'pm_card_authenticationRequired',
  'wants 3-D Secure, then has too little': 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds',
} as const;

export type CardKind = keyof typeof CARDS;

/** Names of a person's cards, as the API knows them. */
export type Wallet = Readonly<Record<CardKind, string>>;

type Holder = { readonly userId: string; readonly name: string; readonly email: string };

/** One card of each kind, attached at the gateway as the browser's form would have it attached. */
export async function fillWallet(wiring: Wiring, sandboxUrl: string, person: Holder): Promise<Wallet> {
  const { database, gateway, clock } = wiring;
  const customer = await customerOf({ db: database.db, gateway, clock }, person);
  const testCards = sandboxTestCards({ secretKey: SECRET_KEY, baseUrl: sandboxUrl });
  const wallet: [string, string][] = [];
  for (const [kind, token] of Object.entries(CARDS)) {
    const card = await testCards.attach(customer, token, `chaos-${kind.replaceAll(' ', '-')}`);
    const { payment_method_id } = await database.db
      .insertInto('payment_method')
      .values({
        payment_method_id: newId(),
        user_id: person.userId,
        gateway: gateway.name,
        gateway_customer_id: customer,
        gateway_payment_method_id: card.methodId,
        family: 'CreditCard',
        brand: card.brand,
        last_four: card.lastFour,
        expires_month: card.expiresMonth,
        expires_year: card.expiresYear,
        is_kept: true,
        created_at: clock(),
      })
      .returning('payment_method_id')
      .executeTakeFirstOrThrow();
    wallet.push([kind, payment_method_id]);
  }
  return Object.fromEntries(wallet) as Wallet;
}
