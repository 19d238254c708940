import type { DeclineCode } from '@betalt/core/payments/decline.ts';

/**
 * Stripe's words for a refusal → what a payer can do about it. Source: docs.stripe.com/declines/codes and error-codes.
 * A word that is not here is `card_declined`: *try another card* is always right.
 */
const DECLINES: Readonly<Record<string, DeclineCode>> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'card_expired',
  invalid_expiry_month: 'card_expired',
  invalid_expiry_year: 'card_expired',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  lost_card: 'lost_or_stolen',
  stolen_card: 'lost_or_stolen',
  pickup_card: 'lost_or_stolen',
  restricted_card: 'lost_or_stolen',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  amount_too_large: 'limit_exceeded',
  charge_exceeds_source_limit: 'limit_exceeded',
  charge_exceeds_transaction_limit: 'limit_exceeded',
  charge_exceeds_weekly_limit: 'limit_exceeded',
  invalid_account: 'payment_method_unusable',
  account_closed: 'payment_method_unusable',
  no_account: 'payment_method_unusable',
  debit_not_authorized: 'payment_method_unusable',
  payment_intent_authentication_failure: 'authentication_failed',
  authentication_required: 'authentication_required',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  try_again_later: 'processing_error',
};

export function fromStripeDecline(
  declineCode: string | null | undefined,
  code: string | null | undefined,
): DeclineCode {
  return DECLINES[declineCode ?? ''] ?? DECLINES[code ?? ''] ?? 'card_declined';
}
