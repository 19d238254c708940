import type { Amount } from '@betalt/contract/shared/arm.ts';
import { fromArmNumber, toArmNumber } from '@betalt/core/money/arm-number.ts';
import { exponentOf, isCurrency } from '@betalt/core/money/currency.ts';
import { type Money, money, subtract, sum } from '@betalt/core/money/money.ts';
import { decimalsIn, readAmount } from '../../pages/invoices/read-amount.ts';

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
  const { currency } = most;
  const figure = figureOf(typed, currency);
  const value = readAmount(figure, decimalSeparator);
  if (value === undefined || value === 'unreadable') return { ok: false, problem: 'unreadable' };
  if (hasTooManyDecimals(figure, value, currency, decimalSeparator)) return { ok: false, problem: 'tooManyDecimals' };
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

/** What is left of a pasted amount without the signs of its own currency, and without the `,-` that stands for no øre. */
function figureOf(typed: string, currency: string): string {
  const signs = signsOf(currency).join('|');
  return typed
    .trim()
    .replaceAll(new RegExp(String.raw`^(?:${signs})\s*|\s*(?:${signs})\.?$`, 'giu'), '')
    .replace(/[.,][-–—]$/, '');
}

/** Code and signs of a currency, the longest first: `NOK` and `kr`, `US$`, `USD` and `$`. */
function signsOf(currency: string): string[] {
  const ways = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
    new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === 'currency'),
  );
  return [...new Set([currency, ...ways.flatMap((way) => way?.value ?? [])])]
    .sort((one, other) => other.length - one.length)
    .map((sign) => sign.replaceAll(/[.$]/g, String.raw`\$&`));
}

/** `1.500` is fifteen hundred to some readers, and one and a half to others: such an amount is asked for again. */
function hasTooManyDecimals(figure: string, value: number, currency: string, separator: string): boolean {
  if (!isCurrency(currency)) return false;
  const isGroupToOthers = decimalsIn(figure, separator) === 3 && exponentOf(currency) < 3;
  return isGroupToOthers || !fromArmNumber(value, currency).ok;
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
