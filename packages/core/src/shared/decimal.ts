import { assert } from './assert.ts';
import { err, ok, type Result } from './result.ts';

/** An exact decimal number: `unscaled` / 10^`scale`. Quantities, unit prices and tax rates; money is {@link Money}. */
export type Decimal = { readonly unscaled: bigint; readonly scale: number };

/**
 * How a half is rounded. Invoices and tax round half away from zero (EN 16931 and commerce at large, so that a credit
 * note rounds to the mirror of its invoice); half even is for long sums where a steady push in one direction would show.
 */
export type Rounding = 'halfAwayFromZero' | 'halfEven';

export type DecimalError = { readonly code: 'not_a_decimal' | 'too_long'; readonly text: string };

// Longer figures are an attack or an accident; 38 digits are what SQL databases carry too.
const MAX_DIGITS = 38;

/** Reads '-12.50': digits, at most one dot between digits, an optional minus. No plus, exponent, space or grouping. */
export function parseDecimalNumber(text: string): Result<Decimal, DecimalError> {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return err({ code: 'not_a_decimal', text });
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole.length + fraction.length > MAX_DIGITS) return err({ code: 'too_long', text: text.slice(0, MAX_DIGITS) });
  const magnitude = BigInt(whole + fraction);
  return ok({ unscaled: sign ? -magnitude : magnitude, scale: fraction.length });
}

/** For decimals that were checked before or are written in the source. @throws AssertionFailure otherwise. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimalNumber(text);
  assert(parsed.ok, `not a decimal: ${text}`);
  return parsed.value;
}

/** '12.50' with exactly `scale` decimals, no grouping, '-' only below zero. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = absolute(unscaled)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale > 0 ? `.${digits.slice(digits.length - scale)}` : '';
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction}`;
}

/** The same number with no trailing zero after the dot: 1.50 becomes 1.5, 2.00 becomes 2. */
export function shortest({ unscaled, scale }: Decimal): Decimal {
  let [digits, decimals] = [unscaled, scale];
  while (decimals > 0 && digits % 10n === 0n) {
    digits /= 10n;
    decimals -= 1;
  }
  return { unscaled: digits, scale: decimals };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale };
}

/** `value` as a whole number of 10^-`scale`, rounded once. */
export function roundToScale(value: Decimal, scale: number, rounding: Rounding = 'halfAwayFromZero'): bigint {
  if (value.scale <= scale) return value.unscaled * 10n ** BigInt(scale - value.scale);
  return divideRounded(value.unscaled, 10n ** BigInt(value.scale - scale), rounding);
}

/** `a` / `b` as a whole number of 10^-`scale`, rounded once. @throws AssertionFailure when `b` is zero. */
export function divideToScale(a: Decimal, b: Decimal, scale: number, rounding: Rounding = 'halfAwayFromZero'): bigint {
  const numerator = a.unscaled * 10n ** BigInt(scale + b.scale);
  return divideRounded(numerator, b.unscaled * 10n ** BigInt(a.scale), rounding);
}

/** @throws AssertionFailure when `divisor` is zero. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  assert(divisor !== 0n, 'division by zero');
  const [numerator, denominator] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor];
  const quotient = numerator / denominator;
  const twiceRest = absolute(numerator % denominator) * 2n;
  const isUp = twiceRest > denominator || (twiceRest === denominator && isHalfUp(quotient, rounding));
  if (!isUp) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = a.unscaled * 10n ** BigInt(b.scale) - b.unscaled * 10n ** BigInt(a.scale);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function isHalfUp(quotient: bigint, rounding: Rounding): boolean {
  return rounding === 'halfAwayFromZero' || quotient % 2n !== 0n;
}
