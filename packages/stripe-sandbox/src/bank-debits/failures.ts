import { docUrl, type ErrorWords } from '../wire/failures.ts';

/** Why a bank gives a debit back: the error's code, and what it says. The charge's `failure_code` is the key. */
const FAILURES = {
  account_closed: ['account_closed', "The customer's bank account has been closed."],
  charge_exceeds_source_limit: [
    'charge_exceeds_source_limit',
    'This payment would take the bank account over what may be collected from it in a week.',
  ],
  charge_exceeds_weekly_limit: [
    'charge_exceeds_transaction_limit',
    'This payment is above what may be collected from the bank account in one transaction or week.',
  ],
  debit_not_authorized: ['debit_not_authorized', 'The customer has told their bank that this debit was unauthorized.'],
  generic_could_not_process: ['payment_intent_payment_attempt_failed', 'The bank could not process this debit.'],
  insufficient_funds: ['insufficient_funds', 'The bank account has insufficient funds.'],
  invalid_currency: ['payment_method_currency_mismatch', 'The bank account cannot be debited in this currency.'],
  no_account: ['no_account', 'The bank account could not be located.'],
  tokenized_account_number_deactivated: [
    'payment_method_bank_account_blocked',
    'The account number was a token of its bank, which has deactivated it.',
  ],
} as const satisfies Record<string, readonly [code: string, message: string]>;

export type DebitFailure = keyof typeof FAILURES;

/** The error of `last_payment_error`. */
export function debitError(failure: DebitFailure): ErrorWords {
  const [code, message] = FAILURES[failure];
  return { type: 'invalid_request_error', code, doc_url: docUrl(code), message };
}

export function blockedError(): ErrorWords {
  const code = 'payment_method_provider_decline';
  return { type: 'invalid_request_error', code, doc_url: docUrl(code), message: 'The debit was blocked as too risky.' };
}
