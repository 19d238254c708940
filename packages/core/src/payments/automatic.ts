import type { DeclineCode } from './decline.ts';
import type { PaymentOutcome } from './outcome.ts';

/** A card that was declined is asked again after so many days, each counted from the try before: then no more (docs/domain/payments.md). */
export const RETRY_AFTER_DAYS = [3, 5, 7] as const;

/** No other day changes these: the card is gone, closed, or was never one. */
const HOPELESS: ReadonlySet<DeclineCode> = new Set(['lost_or_stolen', 'incorrect_number', 'payment_method_unusable']);

/** When the gateway could not be reached, nothing was tried: it is asked again soon. */
const NOT_REACHED_AGAIN_AFTER_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** What becomes of the automatic payment of an invoice after a try. */
export type AfterTry =
  | { readonly state: 'paid' }
  | { readonly state: 'waiting'; readonly tries: number; readonly nextTryAt: Date }
  | { readonly state: 'needs_authentication' | 'stopped'; readonly tries: number };

/**
 * What follows from the outcome of a try; `null` while it is not decided.
 *
 * @param tries finished tries before this one, with the card that is charged now
 * @param triedAt when this one began
 */
export function afterTry(
  tries: number,
  { outcome, declineCode }: { readonly outcome: PaymentOutcome; readonly declineCode: DeclineCode | null },
  { triedAt, now }: { readonly triedAt: Date; readonly now: Date },
): AfterTry | null {
  switch (outcome) {
    case 'succeeded':
      return { state: 'paid' };
    case 'not_attempted':
      return { state: 'waiting', tries, nextTryAt: new Date(now.getTime() + NOT_REACHED_AGAIN_AFTER_MS) };
    // The bank wanted the payer, who is not there: that is no refusal of the card.
    case 'canceled':
      return { state: 'needs_authentication', tries: tries + 1 };
    case 'declined':
      return afterDecline(tries, declineCode, triedAt);
    case 'recorded':
    case 'requires_action':
    case 'processing':
    case 'unknown':
      return null;
  }
}

function afterDecline(tries: number, declineCode: DeclineCode | null, triedAt: Date): AfterTry {
  if (declineCode === 'authentication_required') return { state: 'needs_authentication', tries: tries + 1 };
  const days = RETRY_AFTER_DAYS[tries];
  if (days === undefined || (declineCode !== null && HOPELESS.has(declineCode)))
    return { state: 'stopped', tries: tries + 1 };
  return { state: 'waiting', tries: tries + 1, nextTryAt: new Date(triedAt.getTime() + days * DAY_MS) };
}

export type AutomaticProblem =
  | 'NoDefaultPaymentMethod'
  | 'PaymentMethodRemoved'
  | 'PaymentMethodExpired'
  | 'CardNotAllowed';

/** The default payment method of a profile, as far as it decides whether it can be charged. */
export interface DefaultMethod {
  readonly isRemoved: boolean;
  /** 1 to 12, with its year; null for what does not expire. */
  readonly expiresMonth: number | null;
  readonly expiresYear: number | null;
}

/** Why a profile cannot be paid for automatically; `null` when it can. A card is good to the end of its month, in UTC. */
export function automaticProblem(
  method: DefaultMethod | null,
  { cardAllowed, now }: { readonly cardAllowed: boolean; readonly now: Date },
): AutomaticProblem | null {
  if (!cardAllowed) return 'CardNotAllowed';
  if (method === null) return 'NoDefaultPaymentMethod';
  if (method.isRemoved) return 'PaymentMethodRemoved';
  const { expiresYear, expiresMonth } = method;
  const isExpired =
    expiresYear !== null && expiresMonth !== null && Date.UTC(expiresYear, expiresMonth, 1) <= now.getTime();
  return isExpired ? 'PaymentMethodExpired' : null;
}
