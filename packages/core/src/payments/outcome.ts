/**
 * The outcomes of a payment, kept apart because users need different words for them (docs/domain/payments.md):
 *
 * | outcome         | meaning                                             | the invoice's slot |
 * | --------------- | --------------------------------------------------- | ------------------ |
 * | recorded        | written down, the gateway not asked yet             | held               |
 * | requires_action | the bank wants the payer (3-D Secure)               | held, 30 minutes   |
 * | processing      | accepted, settles later                             | held               |
 * | unknown         | asked, and no answer came; repaired by asking again | held               |
 * | succeeded       | the gateway says captured                           | settled            |
 * | declined        | the bank says no                                    | released           |
 * | not_attempted   | the gateway was never reached, or refused the call  | released           |
 * | canceled        | the payer gave up, or the challenge expired         | released           |
 */
export const PAYMENT_OUTCOMES = [
  'recorded',
  'requires_action',
  'processing',
  'unknown',
  'succeeded',
  'declined',
  'not_attempted',
  'canceled',
] as const;
export type PaymentOutcome = (typeof PAYMENT_OUTCOMES)[number];

/** What a gateway may say. `recorded` is Betalt's own. */
export type GatewayOutcome = Exclude<PaymentOutcome, 'recorded'>;

/** True while the payment holds the slot of its invoices. */
export function isLive(outcome: PaymentOutcome): boolean {
  return ['recorded', 'requires_action', 'processing', 'unknown'].includes(outcome);
}

/**
 * What an outcome becomes when news arrives, whoever brings it; `null` keeps it as it is.
 * Success is final; a late success corrects a refusal; older news after newer changes nothing.
 * `unknown` and `processing` may be heard again: that plans the next check.
 */
export function nextOutcome(current: PaymentOutcome, incoming: GatewayOutcome): GatewayOutcome | null {
  if (current === 'succeeded') return null;
  if (!isLive(current)) return incoming === 'succeeded' ? incoming : null;
  const nothingHeardYet = current === 'recorded' || current === 'unknown';
  if (incoming === 'unknown' || incoming === 'requires_action') return nothingHeardYet ? incoming : null;
  return incoming;
}

/** Seconds until an outcome that the gateway has not settled is asked about again: at once, then ever more rarely, then daily. */
export const CHECK_AFTER_SECONDS = [0, 15, 60, 300, 3600, 86_400] as const;

/** A challenge of the payer's bank is given up after this long, and the invoice can be paid again. */
export const CHALLENGE_EXPIRES_AFTER_MS = 30 * 60_000;
