import type { NextAction } from '../intents/shared.ts';
import type { AccountFacts } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { docUrl, type ErrorWords, invalid } from '../wire/failures.ts';
import { integer, list, type Parsed, text } from '../wire/fields.ts';

/** What the holder reads on the bank statement and tells: two amounts in cents, or the code of one deposit. */
export const microdepositFields = { amounts: list(integer({ min: 1 })), descriptor_code: text(6) };
export type Told = Parsed<typeof microdepositFields>;

/** `exhausted` and `timed_out` end the attempt; `wrong` may be tried again. */
export type Verdict = 'right' | 'wrong' | 'exhausted' | 'timed_out';

/** https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment#test-microdeposit-amounts-and-descriptor-codes */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  '32+45': 'right',
  SM11AA: 'right',
  '10+11': 'exhausted',
  SM33CC: 'exhausted',
  '40+41': 'timed_out',
  SM44DD: 'timed_out',
};
const MAX_WRONG_TRIES = 10;

/** Throws when not exactly one of the two ways to tell is given. */
export function verdictOn({ amounts, descriptor_code: code }: Told, facts: AccountFacts): Verdict {
  if ((amounts === undefined) === (code === undefined) || (amounts !== undefined && amounts.length !== 2)) {
    throw invalid('Give either two amounts or a descriptor_code.', {
      code: 'payment_method_microdeposit_verification_amounts_invalid',
      param: 'amounts',
    });
  }
  const told = code ?? amounts?.toSorted((a, b) => a - b).join('+') ?? '';
  const verdict = VERDICTS[told] ?? 'wrong';
  return verdict === 'wrong' && facts.wrongTries + 1 >= MAX_WRONG_TRIES ? 'exhausted' : verdict;
}

export function verdictError(verdict: Exclude<Verdict, 'right'>, told: Told): ErrorWords {
  switch (verdict) {
    case 'wrong':
      return told.amounts === undefined
        ? error('verification_descriptor_code_mismatch', 'The code is not that of the deposit. Try again.')
        : error('verification_amounts_mismatch', 'The amounts are not those of the deposits. Try again.');
    case 'exhausted':
      return error('verification_attempts_exceeded', 'The bank account could not be verified in the tries allowed.');
    case 'timed_out':
      return error('verification_timeout', 'The bank account was not verified in time.');
  }
}

export function depositsFailed(): ErrorWords {
  return error('failed', 'The small deposits could not be sent to the bank account.');
}

/** Where the holder can tell what arrived; the deposits arrive the next day. */
export function microdepositAction(tx: Tx, clientSecret: string | null): NextAction {
  return {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: tx.now + 86_400,
      hosted_verification_url: `${tx.occasion.settings.publicUrl}/microdeposits?client_secret=${encodeURIComponent(clientSecret ?? '')}`,
      microdeposit_type: 'amounts',
    },
  };
}

function error(code: string, message: string): ErrorWords {
  const whole = `payment_method_microdeposit_${code}`;
  return { type: 'invalid_request_error', code: whole, doc_url: docUrl(whole), message };
}
