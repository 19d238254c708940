import type { PaymentMethod } from '../store/kinds.ts';
import type { TestCard } from './test-cards.ts';

export interface Checks {
  address_line1_check: string | null;
  address_postal_code_check: string | null;
  cvc_check: string | null;
}

/** What the bank found when it compared what was given; null where nothing was given. */
export function bankChecks(card: TestCard, method: PaymentMethod, cvcGiven: boolean): Checks {
  const address = method.billing_details.address;
  return {
    address_line1_check: address?.line1 ? card.line1Check : null,
    address_postal_code_check: address?.postal_code ? card.postcodeCheck : null,
    cvc_check: cvcGiven ? card.cvcCheck : null,
  };
}
