/**
 * Where a refund stands:
 *
 * | outcome   | meaning                                                     | the money                            |
 * | --------- | ----------------------------------------------------------- | ------------------------------------ |
 * | recorded  | written down, the gateway not asked yet                     | promised                             |
 * | unknown   | asked, and no answer came; asked again with the same key    | promised                             |
 * | pending   | accepted; a bank, or staff for a transfer, pays it out      | promised                             |
 * | succeeded | paid out. Banks may still send it back, up to 30 days later | the payer's                          |
 * | failed    | it could not be paid out                                    | back where it can be (`putBack`)     |
 */
export const REFUND_OUTCOMES = ['recorded', 'unknown', 'pending', 'succeeded', 'failed'] as const;
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number];

/** What a gateway may say of a refund. `recorded` is Betalt's own. */
export type GatewayRefundOutcome = Exclude<RefundOutcome, 'recorded'>;

/** Why a refund failed, as far as staff can act on it. */
export const REFUND_FAILURES = [
  'method_closed',
  'payment_disputed',
  'already_refunded',
  'balance_too_low',
  'bank_declined',
  'gateway_refused',
  'canceled',
] as const;
export type RefundFailure = (typeof REFUND_FAILURES)[number];

export function isRefundFailure(text: string): text is RefundFailure {
  return (REFUND_FAILURES as readonly string[]).includes(text);
}

/** True while the money is promised and neither paid out nor put back. */
export function isUnderWay(outcome: RefundOutcome): boolean {
  return outcome === 'recorded' || outcome === 'unknown' || outcome === 'pending';
}

/**
 * What a refund becomes when news arrives, whoever brings it; `null` keeps it as it is. Failed is final. A refund that succeeded can
 * only fail after all, which banks report days later. Older news after newer changes nothing.
 */
export function nextRefundOutcome(current: RefundOutcome, incoming: GatewayRefundOutcome): GatewayRefundOutcome | null {
  if (incoming === current || current === 'failed') return null;
  if (current === 'succeeded') return incoming === 'failed' ? incoming : null;
  return incoming === 'unknown' && current === 'pending' ? null : incoming;
}

/** Seconds until a refund that is under way is asked about again. */
export const REFUND_CHECK_AFTER_SECONDS = [0, 15, 60, 300, 3600, 86_400] as const;

const DAY_SECONDS = 86_400;

/** Days after it succeeded on which a refund is looked at again, should the news that it failed after all be lost. */
export const REFUND_RECHECK_AFTER_DAYS = [1, 7, 30] as const;

/**
 * Seconds from now until a refund is asked about again; `null` for never.
 *
 * @param checks how often it has been asked about since it came to stand where it does
 */
export function refundCheckAfterSeconds(outcome: RefundOutcome, checks: number): number | null {
  if (outcome === 'failed') return null;
  if (outcome !== 'succeeded') {
    const last = REFUND_CHECK_AFTER_SECONDS.length - 1;
    return REFUND_CHECK_AFTER_SECONDS[Math.min(checks, last)] ?? DAY_SECONDS;
  }
  const day = REFUND_RECHECK_AFTER_DAYS[checks];
  const before = checks === 0 ? 0 : (REFUND_RECHECK_AFTER_DAYS[checks - 1] ?? 0);
  return day === undefined ? null : (day - before) * DAY_SECONDS;
}
