import { assert } from '../shared/assert.ts';
import {
  absolute,
  type DecimalError,
  decimal,
  decimalText,
  multiply,
  parseDecimalNumber,
  type Rounding,
  roundToScale,
} from '../shared/decimal.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { type Currency, exponentOf } from './currency.ts';

/** An amount in whole minor units (øre, cents, yen) of one currency. Negative amounts are owed the other way. */
export type Money = { readonly currency: Currency; readonly amountMinor: bigint };

export type MoneyTextError =
  | DecimalError
  | { readonly code: 'negative'; readonly text: string }
  | {
      readonly code: 'too_many_decimals';
      readonly text: string;
      readonly currency: Currency;
      readonly maxDecimals: number;
    };

export function money(currency: Currency, amountMinor: bigint): Money {
  return { currency, amountMinor };
}

export function zero(currency: Currency): Money {
  return { currency, amountMinor: 0n };
}

/** @throws AssertionFailure when the currencies differ: nothing here converts, so mixing them is a bug. */
export function add(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return { currency: a.currency, amountMinor: a.amountMinor + b.amountMinor };
}

/** @throws AssertionFailure when the currencies differ. */
export function subtract(a: Money, b: Money): Money {
  assertSameCurrency(a, b);
  return { currency: a.currency, amountMinor: a.amountMinor - b.amountMinor };
}

/** Negative when `a` is less than `b`. @throws AssertionFailure when the currencies differ. */
export function compare(a: Money, b: Money): number {
  assertSameCurrency(a, b);
  if (a.amountMinor === b.amountMinor) return 0;
  return a.amountMinor < b.amountMinor ? -1 : 1;
}

export function negate({ currency, amountMinor }: Money): Money {
  return { currency, amountMinor: -amountMinor };
}

/** The sum of none is zero, which is why the currency is asked for. @throws AssertionFailure on another currency. */
export function sum(currency: Currency, amounts: Iterable<Money>): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/**
 * Splits an amount in proportion to the weights, by largest remainder: the parts add up to the amount exactly, no part
 * is more than one minor unit from its share, and equal remainders go to the earlier part, so that the same question
 * always has the same answer.
 * @throws AssertionFailure when a weight is negative or all are zero.
 */
export function allocate(whole: Money, weights: readonly bigint[]): Money[] {
  const totalWeight = weights.reduce((total, weight) => total + weight, 0n);
  assert(
    totalWeight > 0n && weights.every((weight) => weight >= 0n),
    'weights must be positive together, none negative',
  );
  const magnitude = absolute(whole.amountMinor);
  const shares = weights.map((weight, index) => ({
    index,
    minor: (magnitude * weight) / totalWeight,
    remainder: (magnitude * weight) % totalWeight,
  }));
  let rest = magnitude - shares.reduce((total, share) => total + share.minor, 0n);
  for (const share of shares.toSorted(byRemainder)) {
    if (rest === 0n) break;
    share.minor += 1n;
    rest -= 1n;
  }
  const sign = whole.amountMinor < 0n ? -1n : 1n;
  return shares.map((share) => money(whole.currency, share.minor * sign));
}

/**
 * The tax (or any percentage) of an amount: `ratePercent` is a decimal string such as '25' or '7.7'.
 * Rounded once, half away from zero unless told otherwise: see {@link Rounding}.
 * @throws AssertionFailure when the rate is not a decimal.
 */
export function applyRate(base: Money, ratePercent: string, rounding: Rounding = 'halfAwayFromZero'): Money {
  const exponent = exponentOf(base.currency);
  const rate = decimal(ratePercent);
  const product = multiply({ unscaled: base.amountMinor, scale: exponent }, { ...rate, scale: rate.scale + 2 });
  return money(base.currency, roundToScale(product, exponent, rounding));
}

/** '1234.50': exactly the currency's decimals, no grouping. What Intl.NumberFormat and e-invoices take. */
export function toDecimalString({ currency, amountMinor }: Money): string {
  return decimalText({ unscaled: amountMinor, scale: exponentOf(currency) });
}

/**
 * Reads a plain amount of zero or more, '1234.50', exactly: no sign, exponent, space or grouping, and no more decimals
 * than the currency has (not even zeros), because a longer figure was meant for another currency.
 */
export function parseDecimal(text: string, currency: Currency): Result<Money, MoneyTextError> {
  if (text.startsWith('-')) return err({ code: 'negative', text });
  return parseSignedDecimal(text, currency);
}

/** As {@link parseDecimal}, with a leading minus allowed. */
export function parseSignedDecimal(text: string, currency: Currency): Result<Money, MoneyTextError> {
  const parsed = parseDecimalNumber(text);
  if (!parsed.ok) return parsed;
  const maxDecimals = exponentOf(currency);
  if (parsed.value.scale > maxDecimals) return err({ code: 'too_many_decimals', text, currency, maxDecimals });
  return ok(money(currency, roundToScale(parsed.value, maxDecimals)));
}

function assertSameCurrency(a: Money, b: Money): void {
  assert(a.currency === b.currency, `amounts of two currencies: ${a.currency} and ${b.currency}`);
}

type Share = { readonly index: number; readonly remainder: bigint };

function byRemainder(a: Share, b: Share): number {
  if (a.remainder === b.remainder) return a.index - b.index;
  return a.remainder > b.remainder ? -1 : 1;
}
