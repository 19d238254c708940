import { exponentOf, isCurrency } from '@betalt/core/money/currency.ts';

/**
 * Stripe's own exceptions to ISO 4217, at its edge only: these have no decimals but are sent with two, for reasons of history.
 * Source: docs.stripe.com/currencies, *special cases*.
 */
const SENT_WITH_TWO_DECIMALS = new Set(['ISK', 'UGX']);

/** Minor units of the currency → the integer that Stripe takes. */
export function toStripeAmount(amountMinor: bigint, currency: string): number {
  const amount = SENT_WITH_TWO_DECIMALS.has(currency) ? amountMinor * 100n : amountMinor;
  if (amount > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`an amount of ${amountMinor} ${currency} is beyond what Stripe takes`);
  return Number(amount);
}

/** The integer that Stripe gives → minor units of the currency. */
export function fromStripeAmount(amount: number, currency: string): bigint {
  return SENT_WITH_TWO_DECIMALS.has(currency) ? BigInt(amount) / 100n : BigInt(amount);
}

/** True when Stripe can take exactly this: three-decimal currencies end in a zero there. */
export function isChargeable(amountMinor: bigint, currency: string): boolean {
  return !isCurrency(currency) || exponentOf(currency) !== 3 || amountMinor % 10n === 0n;
}
