import type { Amount } from '@betalt/contract/shared/arm.ts';
import { fromArmNumber, toArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { type Money, money, subtract, sum } from '@betalt/core/money/money.ts';
import { readAmount } from '../../pages/invoices/read-amount.ts';

/** How much may be typed. Below `least` only what is due in all is allowed: what is left can always be paid. */
export interface AmountBounds {
  readonly least: Amount | undefined;
  readonly most: Amount;
}

export type AmountProblem = 'unreadable' | 'tooManyDecimals' | 'aboveMost' | 'belowLeast';
export type ReadTyped =
  | { readonly ok: true; readonly amount: Amount }
  | { readonly ok: false; readonly problem: AmountProblem };

/**
 * An amount as it was typed, held to its bounds as the server holds it (core/payments/pay.ts).
 *
 * @param decimalSeparator of the reader's region
 */
export function readTyped(typed: string, { least, most }: AmountBounds, decimalSeparator: string): ReadTyped {
  const value = readAmount(typed, decimalSeparator);
  if (value === undefined || value === 'unreadable') return { ok: false, problem: 'unreadable' };
  const { currency } = most;
  if (isCurrency(currency) && !fromArmNumber(value, currency).ok) return { ok: false, problem: 'tooManyDecimals' };
  if (value > most.value) return { ok: false, problem: 'aboveMost' };
  const floor = Math.min(least?.value ?? 0, most.value);
  if (value <= 0 || value < floor) return { ok: false, problem: 'belowLeast' };
  return { ok: true, amount: { currency, value } };
}

/** Whether less than all of it may be paid at all: something lies between the least and what is due. */
export function hasRoomForAPart({ least, most }: AmountBounds): boolean {
  return (least?.value ?? 0) < most.value;
}

/** An exact sum of amounts of one currency: counted in minor units, so that nothing is lost in floats. */
export function sumOf(currency: string, amounts: readonly Amount[]): Amount {
  return amountOf(sum(moneyOf({ currency, value: 0 }).currency, amounts.map(moneyOf)));
}

/** What is left of it, never below zero. */
export function leftOf(amount: Amount, taken: Amount): Amount {
  const left = subtract(moneyOf(amount), moneyOf(taken));
  return amountOf(left.amountMinor > 0n ? left : money(left.currency, 0n));
}

/** The smaller of two amounts of one currency. */
export function smallerOf(one: Amount, other: Amount): Amount {
  return one.value <= other.value ? one : other;
}

function moneyOf({ currency, value }: Amount): Money {
  const read = isCurrency(currency) ? fromArmNumber(value, currency) : undefined;
  // The API writes no others.
  if (!read?.ok) throw new Error(`${value} ${currency} is no amount of money`);
  return read.value;
}

function amountOf(of: Money): Amount {
  return { currency: of.currency, value: toArmNumber(of) };
}
