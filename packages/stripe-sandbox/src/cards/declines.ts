import type { ErrorWords } from '../wire/failures.ts';
import { docUrl } from '../wire/failures.ts';

/** Why a bank refuses, https://docs.stripe.com/declines/codes; `code` is what the error carries beside it. */
const DECLINES = {
  authentication_required: [
    'authentication_required',
    'Your card was declined. This transaction requires authentication.',
  ],
  card_velocity_exceeded: ['card_declined', 'Your card was declined for going over a limit of amount or frequency.'],
  expired_card: ['expired_card', 'Your card has expired.'],
  fraudulent: ['card_declined', 'Your card was declined.'],
  generic_decline: ['card_declined', 'Your card was declined.'],
  incorrect_cvc: ['incorrect_cvc', "Your card's security code is incorrect."],
  insufficient_funds: ['card_declined', 'Your card has insufficient funds.'],
  lost_card: ['card_declined', 'Your card was declined.'],
  processing_error: ['processing_error', 'An error occurred while processing your card. Try again in a little bit.'],
  stolen_card: ['card_declined', 'Your card was declined.'],
  test_mode_live_card: ['card_declined', 'Your card was declined: only test card numbers can be used here.'],
} as const satisfies Record<string, readonly [code: string, message: string]>;

export type DeclineCode = keyof typeof DECLINES;

const DO_NOT_TRY_AGAIN: ReadonlySet<DeclineCode> = new Set([
  'lost_card',
  'stolen_card',
  'fraudulent',
  'test_mode_live_card',
]);
/** Errors that are not a bank's refusal carry no `decline_code`. */
const WITHOUT_DECLINE_CODE: ReadonlySet<DeclineCode> = new Set(['processing_error', 'expired_card', 'incorrect_cvc']);

export interface Decline {
  readonly code: string;
  readonly declineCode: DeclineCode;
  readonly message: string;
}

export function decline(declineCode: DeclineCode): Decline {
  const [code, message] = DECLINES[declineCode];
  return { code, declineCode, message };
}

/** The card error of an answer and of `last_payment_error`. */
export function declineError(declineCode: DeclineCode): ErrorWords {
  const { code, message } = decline(declineCode);
  return {
    type: 'card_error',
    code,
    ...(WITHOUT_DECLINE_CODE.has(declineCode) ? {} : { decline_code: declineCode }),
    ...(declineCode === 'incorrect_cvc' ? { param: 'cvc' } : {}),
    ...(declineCode === 'expired_card' ? { param: 'exp_month' } : {}),
    advice_code: adviceFor(declineCode),
    doc_url: docUrl(code),
    message,
  };
}

export function adviceFor(declineCode: DeclineCode): 'do_not_try_again' | 'try_again_later' | 'confirm_card_data' {
  if (DO_NOT_TRY_AGAIN.has(declineCode)) return 'do_not_try_again';
  return declineCode === 'incorrect_cvc' || declineCode === 'expired_card' ? 'confirm_card_data' : 'try_again_later';
}
