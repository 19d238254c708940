import type { Currency } from '../money/currency.ts';
import type { CalendarDate } from '../shared/calendar-date.ts';
import type { Violation } from './document/violation.ts';

/**
 * A violation of a rule of Betalt's own. Where it says something about the books rather than about the file, the facts let
 * the sentence be said in the reader's language too; EN 16931's rules are told in the standard's.
 */
export type IssueViolation = Violation & { readonly facts?: IssueFacts };

export type IssueFacts =
  | { readonly rule: 'profile-currency'; readonly currency: Currency; readonly profileCurrency: Currency }
  | { readonly rule: 'number-taken'; readonly number: string; readonly issuedOn: CalendarDate }
  | { readonly rule: 'credits-void-invoice'; readonly number: string };
