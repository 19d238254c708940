import type { CalendarDate } from '../shared/calendar-date.ts';

/** Azure's words for where an invoice stands. `Locked` is Azure's too, but nothing in Betalt locks an invoice. */
export type InvoiceStatus = 'Due' | 'OverDue' | 'Paid' | 'Void' | 'Other';

/** What a person reads: finer than Azure's, and true at every moment. */
export type DisplayStatus = 'Due' | 'PastDue' | 'Processing' | 'Paid' | 'Void' | 'Disputed' | 'Credit' | 'CreditUsed';

/** What of an invoice its status follows from; nobody sets a status. */
export type StatusFacts = {
  readonly amountDueMinor: bigint;
  readonly totalMinor: bigint;
  readonly dueOn: CalendarDate;
  readonly voidedAt: Date | null;
};

export type DisplayFacts = StatusFacts & {
  readonly disputedAt: Date | null;
  /** A payment that is not decided holds the invoice's slot. */
  readonly hasLivePayment: boolean;
};

/**
 * Azure's status on the day that `today` is in the account's time zone. An invoice over nothing is Paid from the start; a
 * part-paid one stays Due or OverDue; OverDue begins the day after the due date (the due day itself still counts). A credit note
 * with something left to use is Other: nothing of it is to be paid on any day.
 */
export function invoiceStatus(facts: StatusFacts, today: CalendarDate): InvoiceStatus {
  if (facts.voidedAt !== null) return 'Void';
  if (facts.amountDueMinor === 0n || facts.totalMinor === 0n) return 'Paid';
  if (facts.totalMinor < 0n) return 'Other';
  return today > facts.dueOn ? 'OverDue' : 'Due';
}

/**
 * The status that the portal shows. A dispute is the first that a reader needs to know, even of a paid invoice, since the
 * bank may take the money back; Processing hides the date, because the payer has done their part.
 */
export function displayStatus(facts: DisplayFacts, today: CalendarDate): DisplayStatus {
  const status = invoiceStatus(facts, today);
  if (status === 'Void') return 'Void';
  if (facts.totalMinor < 0n) return status === 'Paid' ? 'CreditUsed' : 'Credit';
  if (facts.disputedAt !== null) return 'Disputed';
  if (status === 'Paid') return 'Paid';
  if (facts.hasLivePayment) return 'Processing';
  return status === 'OverDue' ? 'PastDue' : 'Due';
}
