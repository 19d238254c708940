import type { DebitFailure } from './failures.ts';

export type DebitType = 'sepa_debit' | 'us_bank_account';

/** How a test account behaves when it is debited; none of them: it pays after `laterMs`. */
export interface Traits {
  readonly failure?: DebitFailure;
  /** Settles after `longMs`: Stripe's "at least three minutes". */
  readonly isSlow?: boolean;
  /** Stays in processing until somebody cancels. */
  readonly isStuck?: boolean;
  readonly isDisputed?: boolean;
  /** Refused at once, as too risky. */
  readonly isBlocked?: boolean;
  /** The two small deposits that verify the account cannot be sent. */
  readonly failsMicrodeposits?: boolean;
}
