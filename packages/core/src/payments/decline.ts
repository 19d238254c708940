/**
 * Betalt's own reasons for a decline: one for each thing that a payer can do about it.
 * A gateway's words are translated to these once, at its edge; a word that nobody knows is `card_declined`.
 */
export const DECLINE_CODES = [
  'card_declined',
  'insufficient_funds',
  'card_expired',
  'incorrect_cvc',
  'incorrect_number',
  'lost_or_stolen',
  'limit_exceeded',
  'authentication_failed',
  'authentication_required',
  'processing_error',
  'payment_method_unusable',
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

export function isDeclineCode(text: string): text is DeclineCode {
  return (DECLINE_CODES as readonly string[]).includes(text);
}

/** Azure's four words for a failed payment on an invoice (`failedPayments[].failedPaymentReason`). */
export type FailedPaymentReason = 'Other' | 'BankDeclined' | 'CardExpired' | 'IncorrectCardDetails';

export const FAILED_PAYMENT_REASONS: Readonly<Record<DeclineCode, FailedPaymentReason>> = {
  card_declined: 'BankDeclined',
  insufficient_funds: 'BankDeclined',
  card_expired: 'CardExpired',
  incorrect_cvc: 'IncorrectCardDetails',
  incorrect_number: 'IncorrectCardDetails',
  lost_or_stolen: 'BankDeclined',
  limit_exceeded: 'BankDeclined',
  authentication_failed: 'BankDeclined',
  authentication_required: 'BankDeclined',
  processing_error: 'Other',
  payment_method_unusable: 'Other',
};
