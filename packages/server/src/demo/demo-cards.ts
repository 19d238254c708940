import type { GatewayCard } from '../gateways/gateway.ts';
import { demoId } from './demo-id.ts';

/**
 * The gateway's test cards, which only a sandbox gives out: an adapter of its own, so that the port that money goes
 * through has no word for them.
 */
export interface TestCards {
  /** Gives the customer a test card by its token ('pm_card_visa'). Asked again with the same key, it is the same card. */
  attach(customerId: string, token: string, key: string): Promise<GatewayCard>;
  /** Lets a card run out: its last month becomes one that is over. */
  expire(methodId: string, lastMonth: { readonly month: number; readonly year: number }): Promise<GatewayCard>;
  /** The payer's bank takes a payment back. Asked again, it is the same dispute; answers its id. */
  dispute(gatewayPaymentId: string): Promise<string>;
}

export interface DemoCard {
  readonly key: string;
  readonly paymentMethodId: string;
  readonly email: string;
  readonly token: string;
  readonly holder: string;
  readonly isExpired?: boolean;
  /** The profile that it is attached to, as its default. */
  readonly defaultOf?: string;
}

export const DEMO_CARDS: readonly DemoCard[] = [
  { ...card('owner-visa', 'owner@fjord.example', 'pm_card_visa', 'Astrid Berg'), defaultOf: 'FJRD-NORG-NOK-PGB' },
  card('owner-mastercard', 'owner@fjord.example', 'pm_card_mastercard', 'Astrid Berg'),
  { ...card('owner-expired', 'owner@fjord.example', 'pm_card_visa_debit', 'Astrid Berg'), isExpired: true },
  // Saves without a word, and then every charge is declined (4000 0000 0000 0341).
  card('owner-declining', 'owner@fjord.example', 'pm_card_chargeCustomerFail', 'Astrid Berg'),
  // Its bank wants to see the payer each time (4000 0027 6000 3184).
  card('owner-authenticating', 'owner@fjord.example', 'pm_card_authenticationRequired', 'Astrid Berg'),
  card('contributor-visa', 'contributor@fjord.example', 'pm_card_no', 'Henrik Dahl'),
  { ...card('kanso-visa', 'owner@kanso.example', 'pm_card_jp', 'Haruto Sato'), defaultOf: 'KNSO-TOKY-JPY-PGB' },
];

/** @throws Error for a key that no card of the demo has, a slip in the demo's own tables */
export function demoCard(key: string): DemoCard {
  const found = DEMO_CARDS.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no card of the demo is called ${key}`);
  return found;
}

function card(key: string, email: string, token: string, holder: string): DemoCard {
  return { key, paymentMethodId: demoId(`card ${key}`), email, token, holder };
}
