import type { CalendarDate } from '../shared/calendar-date.ts';
import { type DunningFacts, daysLate, silenceOf, TIMELINE } from './timeline.ts';

/** How a billing profile stands with the vendor, in Azure's words (`BillingProfileProperties.status`). */
export type Standing = 'Active' | 'Warned' | 'Disabled';

const SEVERITY: Readonly<Record<Standing, number>> = { Active: 0, Warned: 1, Disabled: 2 };

/** From how many days past its due date on an invoice warns, or disables, its profile: the timeline's own days. */
const FROM_DAYS = {
  Warned: offsetOf('warned'),
  Disabled: offsetOf('disabled'),
} as const;

/**
 * The standing of a profile with these invoices on the day that `today` is in the account's time zone: that of its oldest unpaid
 * one. A disputed, void or paid invoice counts for nothing, so the standing is cleared at once by payment, credit or dispute. One
 * that waits, for the answer to a query or for a payment under way, makes nothing worse and nothing better.
 */
export function standingOf(current: Standing, invoices: readonly DunningFacts[], today: CalendarDate): Standing {
  let worst: Standing = 'Active';
  for (const invoice of invoices) {
    const silence = silenceOf(invoice);
    if (silence === 'void' || silence === 'nothing_due' || silence === 'disputed') continue;
    const own = byDays(daysLate(invoice, today));
    worst = worseOf(worst, silence === null ? own : milderOf(own, current));
  }
  return worst;
}

export function isWorse(one: Standing, other: Standing): boolean {
  return SEVERITY[one] > SEVERITY[other];
}

function byDays(days: number): Standing {
  if (days >= FROM_DAYS.Disabled) return 'Disabled';
  return days >= FROM_DAYS.Warned ? 'Warned' : 'Active';
}

function worseOf(one: Standing, other: Standing): Standing {
  return isWorse(one, other) ? one : other;
}

function milderOf(one: Standing, other: Standing): Standing {
  return isWorse(one, other) ? other : one;
}

function offsetOf(step: (typeof TIMELINE)[number]['step']): number {
  return TIMELINE.find((each) => each.step === step)?.offsetDays ?? Number.POSITIVE_INFINITY;
}
