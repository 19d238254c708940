import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { StripeError } from './stripe-js.ts';

/**
 * What to tell the payer when the gateway does not accept a card, by Stripe's codes (docs.stripe.com/declines/codes):
 * what is wrong and what to do. An unknown code gets the sentence that is true of every decline.
 */
export function cardRefusal(error: StripeError): MessageDescriptor {
  const code = error.decline_code ?? error.code ?? '';
  return SENTENCES[code] ?? SENTENCES[error.code ?? ''] ?? GENERIC[error.type] ?? DECLINED;
}

/** True when the fields themselves already say what to correct. */
export function isIncomplete(error: StripeError): boolean {
  return error.type === 'validation_error';
}

const DECLINED = msg`Your bank declined the card. Nothing was charged. Try another card, or contact your bank.`;
const INCORRECT_NUMBER = msg`The card number is not correct. Check it and try again.`;
const INCORRECT_CODE = msg`The security code is not correct. Check it and try again.`;
const EXPIRED = msg`The card has expired. Use another card.`;
const TRY_AGAIN = msg`The card could not be checked just now. Nothing was charged. Wait a moment and try again.`;
const NOT_AUTHENTICATED = msg`Your bank did not confirm that it was you, so the card was not added. Try again, or use another card.`;

const SENTENCES: Readonly<Record<string, MessageDescriptor>> = {
  incorrect_number: INCORRECT_NUMBER,
  invalid_number: INCORRECT_NUMBER,
  incorrect_cvc: INCORRECT_CODE,
  invalid_cvc: INCORRECT_CODE,
  expired_card: EXPIRED,
  invalid_expiry_month: EXPIRED,
  invalid_expiry_year: EXPIRED,
  insufficient_funds: msg`The card does not have enough funds. Use another card.`,
  lost_card: msg`The bank says that this card cannot be used. Use another card, or contact your bank.`,
  stolen_card: msg`The bank says that this card cannot be used. Use another card, or contact your bank.`,
  processing_error: TRY_AGAIN,
  setup_intent_authentication_failure: NOT_AUTHENTICATED,
  payment_intent_authentication_failure: NOT_AUTHENTICATED,
  authentication_required: NOT_AUTHENTICATED,
};

const GENERIC: Readonly<Record<string, MessageDescriptor>> = {
  api_connection_error: TRY_AGAIN,
  api_error: TRY_AGAIN,
  rate_limit_error: TRY_AGAIN,
};
