import { addDays, type CalendarDate, daysBetween } from '../shared/calendar-date.ts';

/** What a step is for: a word before, the day itself, a word after, or what the profile's standing becomes. */
export type StepKind = 'notice' | 'dueDate' | 'reminder' | 'standing';

/** One row of the timeline: so many days after the due date (negative: before), in the account's time zone. */
export interface TimelineStep {
  readonly step: string;
  readonly offsetDays: number;
  readonly kind: StepKind;
}

/** The published timeline (docs/domain/dunning.md, which a test holds to this), in the order of the days. */
export const TIMELINE = [
  { step: 'due_soon', offsetDays: -3, kind: 'notice' },
  { step: 'due_today', offsetDays: 0, kind: 'dueDate' },
  { step: 'reminder_1', offsetDays: 1, kind: 'reminder' },
  { step: 'reminder_7', offsetDays: 7, kind: 'reminder' },
  { step: 'reminder_14', offsetDays: 14, kind: 'reminder' },
  { step: 'warned', offsetDays: 15, kind: 'standing' },
  { step: 'disabled', offsetDays: 30, kind: 'standing' },
] as const satisfies readonly TimelineStep[];

export type DunningStep = (typeof TIMELINE)[number]['step'];

/** The longest time before a due date at which anything is sent. */
export const EARLIEST_OFFSET_DAYS = TIMELINE[0].offsetDays;

export function isDunningStep(text: string): text is DunningStep {
  return TIMELINE.some(({ step }) => step === text);
}

/** What of an invoice decides whether, and about what, its payer is written to. */
export interface DunningFacts {
  readonly documentType: 'Invoice' | 'CreditNote';
  readonly amountDueMinor: bigint;
  readonly dueOn: CalendarDate;
  readonly voidedAt: Date | null;
  readonly disputedAt: Date | null;
  readonly hasOpenQuery: boolean;
  /** A payment that is not decided holds the invoice: the payer has done their part. */
  readonly hasLivePayment: boolean;
}

/** Why nothing is sent now. The first two are for good, the others pass. */
export type Silence = 'nothing_due' | 'void' | 'disputed' | 'open_query' | 'payment_under_way';

/** Null: the invoice may be reminded of. Asked when a notice is given, and again when its mail is sent. */
export function silenceOf(facts: DunningFacts): Silence | null {
  if (facts.voidedAt !== null) return 'void';
  if (facts.documentType === 'CreditNote' || facts.amountDueMinor <= 0n) return 'nothing_due';
  if (facts.disputedAt !== null) return 'disputed';
  if (facts.hasOpenQuery) return 'open_query';
  return facts.hasLivePayment ? 'payment_under_way' : null;
}

/**
 * The step to give notice of on the day that `today` is in the account's time zone; null for none. It is the latest that the
 * calendar has reached: whatever was missed before it, because Betalt was down or the invoice was paused, is skipped and never
 * made up for. A step that was given is not given again, and none before it either.
 */
export function dueStep(
  facts: DunningFacts,
  given: ReadonlySet<string>,
  today: CalendarDate,
): (typeof TIMELINE)[number] | null {
  if (silenceOf(facts) !== null) return null;
  const reached = TIMELINE.filter(({ offsetDays }) => today >= addDays(facts.dueOn, offsetDays));
  const latest = reached.at(-1);
  if (latest === undefined || given.has(latest.step)) return null;
  return latest;
}

/** Whole days past the due date: 0 on it, negative before. */
export function daysLate({ dueOn }: Pick<DunningFacts, 'dueOn'>, today: CalendarDate): number {
  return daysBetween(dueOn, today);
}
