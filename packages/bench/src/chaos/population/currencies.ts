import type { Dice } from '../dice.ts';

/**
 * ISO 4217 decimals, and by how much the gateway's integers differ from minor units (docs.stripe.com/currencies: ISK is sent with two
 * decimals that it has not). Written here once more and not taken from Betalt, whose table is what is tried.
 */
export const CURRENCIES = {
  NOK: { decimals: 2, atGateway: 1n, stepMinor: 1 },
  EUR: { decimals: 2, atGateway: 1n, stepMinor: 1 },
  JPY: { decimals: 0, atGateway: 1n, stepMinor: 1 },
  // The gateway takes no last digit of three but zero.
  KWD: { decimals: 3, atGateway: 1n, stepMinor: 10 },
  ISK: { decimals: 0, atGateway: 100n, stepMinor: 1 },
} as const;

export type ChaosCurrency = keyof typeof CURRENCIES;

export function isChaosCurrency(currency: string): currency is ChaosCurrency {
  return currency in CURRENCIES;
}

/** A total that a card can pay in the currency, above what any gateway calls too little. */
export function someTotal(currency: ChaosCurrency, dice: Dice): bigint {
  const { decimals, stepMinor } = CURRENCIES[currency];
  return (
    BigInt(dice.between(10, 900) * 10 ** decimals + dice.below(10 ** decimals / stepMinor) * stepMinor) *
    scale(currency)
  );
}

/** Part of a total, neither nothing nor all. */
export function somePart(totalMinor: bigint, currency: ChaosCurrency, dice: Dice): bigint {
  const step = BigInt(CURRENCIES[currency].stepMinor);
  return ((totalMinor * BigInt(dice.between(30, 70))) / 100n / step) * step;
}

/** As a client sends it: a JSON number of whole units. */
export function toUnits(amountMinor: bigint, currency: ChaosCurrency): number {
  return Number(amountMinor) / 10 ** CURRENCIES[currency].decimals;
}

export function fromUnits(units: number, currency: ChaosCurrency): bigint {
  return BigInt(Math.round(units * 10 ** CURRENCIES[currency].decimals));
}

/** @returns minor units, or null for what cannot be: a fraction of a minor unit was captured */
export function fromGateway(amount: number, currency: ChaosCurrency): bigint | null {
  const { atGateway } = CURRENCIES[currency];
  return BigInt(amount) % atGateway === 0n ? BigInt(amount) / atGateway : null;
}

/** Ten yen are less than any bill, and less than half of it than any gateway takes. */
function scale(currency: ChaosCurrency): bigint {
  return CURRENCIES[currency].decimals === 0 ? 100n : 1n;
}
