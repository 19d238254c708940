import type { TestCard } from '../cards/test-cards.ts';
import type { CardFacts } from '../store/kinds.ts';

export type ThreeDSecureRequest = 'automatic' | 'any' | 'challenge';

/** Reads a stored option; whatever is not a wish for a challenge leaves the choice to the bank. */
export function requestFor(option: string | null | undefined): ThreeDSecureRequest {
  return option === 'any' || option === 'challenge' ? option : 'automatic';
}

/** What the bank wants before it decides on a payment. `refuse` is a decline for want of authentication. */
export type Demand = 'nothing' | 'challenge' | 'refuse' | 'lookup_failed';

/** Whether a payment needs the holder. Off-session nobody is there to answer, so a wish becomes a refusal. */
export function paymentDemand(
  card: TestCard,
  facts: CardFacts,
  offSession: boolean,
  request: ThreeDSecureRequest = 'automatic',
): Demand {
  switch (card.authentication) {
    case 'none':
      return 'nothing';
    case 'always':
      return offSession ? 'refuse' : 'challenge';
    case 'until_set_up':
      return !offSession ? 'challenge' : facts.setUp ? 'nothing' : 'refuse';
    case 'on_session':
      return offSession ? 'nothing' : 'challenge';
    case 'optional':
      return request !== 'automatic' && !offSession ? 'challenge' : 'nothing';
    case 'optional_failing':
      return request !== 'automatic' && !offSession ? 'lookup_failed' : 'nothing';
    case 'lookup_failing':
      return 'lookup_failed';
  }
}

/** Saving a card is always on-session; a card that counts as set up is not asked again. */
export function setupDemand(card: TestCard, facts: CardFacts, request: ThreeDSecureRequest = 'automatic'): Demand {
  return card.authentication === 'on_session' ? 'nothing' : paymentDemand(card, facts, false, request);
}

/** A `three_d_secure` member of a charge or set-up attempt whose holder completed the challenge. */
export function authenticated(transactionId: string): {
  authentication_flow: 'challenge';
  electronic_commerce_indicator: '05';
  exemption_indicator: null;
  result: 'authenticated';
  result_reason: null;
  transaction_id: string;
  version: '2.2.0';
} {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: transactionId,
    version: '2.2.0',
  };
}
