import type { AutomaticPayment } from '@betalt/contract/payments/automatic-payment.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import type { PaymentRules } from '@betalt/core/accounts/payment-rules.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { AutomaticProblem } from '@betalt/core/payments/automatic.ts';
import { isDeclineCode } from '@betalt/core/payments/decline.ts';
import { type CalendarDate, calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { AutomaticProfileRow, UpcomingRow } from '../../db/queries/automatic-payments.ts';
import { automaticSentence } from './automatic-sentences.ts';
import { declineSentence } from './decline-sentences.ts';
import { methodResourceId } from './payment.ts';

/** For whom, and on which day of the account's zone. */
export interface AutomaticView {
  readonly language: Language;
  readonly timeZone: string;
  readonly today: CalendarDate;
  readonly rules: PaymentRules;
}

export function presentAutomaticPayment(
  profile: AutomaticProfileRow,
  problem: AutomaticProblem | null,
  upcoming: readonly UpcomingRow[],
  view: AutomaticView,
): AutomaticPayment {
  const { default_payment_method_id: methodId, pays_automatically: enabled } = profile;
  return {
    enabled,
    ...(methodId === null ? {} : { paymentMethodId: methodResourceId(methodId) }),
    ...(problem === null
      ? {}
      : { problem: { reasonCode: problem, reason: automaticSentence(problem, view.language) } }),
    upcoming: enabled ? upcoming.map((row) => presentUpcoming(row, view)) : [],
  };
}

type Upcoming = AutomaticPayment['upcoming'][number];

function presentUpcoming(row: UpcomingRow, view: AutomaticView): Upcoming {
  const currency = row.currency as Currency;
  const state = stateOf(row, view);
  const reason = reasonOf(row, view);
  return {
    invoiceName: row.name,
    chargeOn: row.due_on > view.today ? row.due_on : view.today,
    amount: { currency, value: toArmNumber({ currency, amountMinor: row.amount_due_minor }) },
    state,
    ...(row.decline_code === null ? {} : { declineCode: row.decline_code }),
    ...(reason === undefined ? {} : { reason }),
    ...(state === 'waiting' && row.next_try_at !== null
      ? { nextTryOn: calendarDateAt(row.next_try_at.getTime(), view.timeZone) }
      : {}),
  };
}

function stateOf(row: UpcomingRow, view: AutomaticView): Upcoming['state'] {
  if (row.is_live) return 'processing';
  if (isAboveLimit(row, view)) return 'stopped';
  if (row.has_query) return 'waiting';
  switch (row.state) {
    case 'waiting':
    case 'needs_authentication':
    case 'stopped':
      return row.state;
    // Paid once and due again since: somebody sent the money back, and nobody is charged for it a second time by itself.
    case 'paid':
      return 'stopped';
    default:
      return 'planned';
  }
}

function reasonOf(row: UpcomingRow, view: AutomaticView): string | undefined {
  if (isAboveLimit(row, view)) return automaticSentence('AboveCardLimit', view.language);
  if (row.has_query) return automaticSentence('OpenQuery', view.language);
  const code = row.decline_code ?? '';
  return isDeclineCode(code) ? declineSentence(code, view.language) : undefined;
}

function isAboveLimit({ currency, amount_due_minor }: UpcomingRow, { rules }: AutomaticView): boolean {
  const limitMinor = rules.cardLimitMinor[currency];
  return limitMinor !== undefined && amount_due_minor > limitMinor;
}
