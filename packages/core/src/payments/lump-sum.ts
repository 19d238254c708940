import type { CalendarDate } from '../shared/calendar-date.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** An invoice that something is due on. Amounts are minor units of one currency. */
export interface DueInvoice {
  readonly name: string;
  readonly dueOn: CalendarDate;
  readonly amountDueMinor: bigint;
}

export interface LumpSumPart {
  readonly name: string;
  readonly amountMinor: bigint;
}

export type LumpSumRejection =
  | { readonly code: 'AmountAboveDue'; readonly invoiceName: string }
  | { readonly code: 'AmountBelowMinimum'; readonly invoiceName: string };

/**
 * Spreads one amount over invoices, oldest due first: each is paid whole before the next gets anything. The parts add up to the amount,
 * none is more than what is due, and none is less than may be paid of an invoice: where too little is left for the last one, those before
 * it give up as much as it lacks, the nearest first.
 *
 * @param invoices at least one, each with something due
 * @param minimumMinor the least that may be paid of an invoice that is not paid whole
 */
export function splitLumpSum(
  invoices: readonly DueInvoice[],
  amountMinor: bigint,
  minimumMinor: bigint,
): Result<readonly LumpSumPart[], LumpSumRejection> {
  const parts: { name: string; amountMinor: bigint; leastMinor: bigint }[] = [];
  let leftMinor = amountMinor;
  let lastName = '';
  for (const { name, amountDueMinor } of invoices.toSorted(oldestDueFirst)) {
    lastName = name;
    if (leftMinor <= 0n) break;
    const partMinor = least(amountDueMinor, leftMinor);
    leftMinor -= partMinor;
    parts.push({ name, amountMinor: partMinor, leastMinor: least(minimumMinor, amountDueMinor) });
  }
  if (leftMinor > 0n) return err({ code: 'AmountAboveDue', invoiceName: lastName });
  const last = parts.at(-1);
  if (last === undefined) return err({ code: 'AmountBelowMinimum', invoiceName: lastName });
  let lackingMinor = last.leastMinor - last.amountMinor;
  for (const giver of parts.slice(0, -1).toReversed()) {
    if (lackingMinor <= 0n) break;
    const givenMinor = least(lackingMinor, giver.amountMinor - giver.leastMinor);
    giver.amountMinor -= givenMinor;
    last.amountMinor += givenMinor;
    lackingMinor -= givenMinor;
  }
  if (lackingMinor > 0n) return err({ code: 'AmountBelowMinimum', invoiceName: last.name });
  return ok(parts.map(({ name, amountMinor: partMinor }) => ({ name, amountMinor: partMinor })));
}

/** The order in which invoices are paid; those of one day by name, so that the same question has the same answer. */
export function oldestDueFirst(
  one: Pick<DueInvoice, 'dueOn' | 'name'>,
  other: Pick<DueInvoice, 'dueOn' | 'name'>,
): number {
  if (one.dueOn !== other.dueOn) return one.dueOn < other.dueOn ? -1 : 1;
  if (one.name === other.name) return 0;
  return one.name < other.name ? -1 : 1;
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
