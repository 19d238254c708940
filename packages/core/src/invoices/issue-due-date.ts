import { addDays, type CalendarDate } from '../shared/calendar-date.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';

/** What Betalt took for granted because the document did not say it; kept with the invoice, so that a reader can see it. */
export type DueDateAssumption = { readonly field: 'dueOn'; readonly basis: 'terms' | 'profile'; readonly days: number };

export type DueDate = { readonly dueOn: CalendarDate; readonly assumption?: DueDateAssumption };

/** A Microsoft Customer Agreement's profile pays 30 days net. */
export const PROFILE_NET_DAYS = 30;

/**
 * The document's due date; without one, its payment terms where they plainly say a number of days; else the profile's
 * net days from the invoice date.
 */
export function dueDateOf(document: Pick<InvoiceDocument, 'dueOn' | 'issuedOn' | 'paymentTerms'>): DueDate {
  if (document.dueOn !== undefined) return { dueOn: document.dueOn };
  const fromTerms = netDaysIn(document.paymentTerms ?? '');
  const days = fromTerms ?? PROFILE_NET_DAYS;
  const basis = fromTerms === undefined ? 'profile' : 'terms';
  return { dueOn: addDays(document.issuedOn, days), assumption: { field: 'dueOn', basis, days } };
}

// Terms that also speak of a discount or a penalty name several periods, and which one is the due date is a guess.
const SEVERAL_PERIODS = /%|discount|rabatt|skonto|korting|remise/i;
const NET_DAYS = [
  /\bnet(?:to)?\s*(\d{1,3})\b/i,
  /\b(\d{1,3})\s*(?:days?|dager|dagar|dage|tage|dagen|jours)\s*net(?:to|ts?)?\b/i,
  /\b(?:within|in|innen|inom|indenfor|innerhalb(?: von)?|binnen)\s+(\d{1,3})\s*(?:calendar\s+)?(?:days?|dager|dagar|dage|tagen?|dagen)\b/i,
];

function netDaysIn(terms: string): number | undefined {
  if (SEVERAL_PERIODS.test(terms)) return undefined;
  const days = NET_DAYS.map((pattern) => pattern.exec(terms)?.[1]).find((found) => found !== undefined);
  return days === undefined ? undefined : Number(days);
}
