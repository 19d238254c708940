/** What of payments waits for a person of the issuer, and why. */
export const ATTENTION_KINDS = [
  'UnknownPayment',
  'SlowPayment',
  'UnknownRefund',
  'SlowRefund',
  'TransferRefund',
  'FailedRefund',
  'OpenDispute',
  'OpenQuery',
  'FailedEvent',
  'AutomaticPayment',
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Until then the repair deals with it, and nobody needs to look. */
export const ATTENTION_AFTER_SECONDS = {
  UnknownPayment: 60,
  /** Bank debits settle within a week: docs.stripe.com/payments/bank-debits. */
  SlowPayment: 7 * 86_400,
  UnknownRefund: 60,
  /** Refunds reach the payer within ten business days: docs.stripe.com/refunds. */
  SlowRefund: 14 * 86_400,
} as const satisfies Partial<Record<AttentionKind, number>>;
