import type { DunningStep } from '@betalt/core/dunning/timeline.ts';
import type { Money } from '@betalt/core/money/money.ts';
import type { DeclineCode } from '@betalt/core/payments/decline.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';

export const MAIL_LANGUAGES = ['en-US', 'nb-NO'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** Why somebody gets a mail; said at its foot. */
export type Why = 'pays' | 'listed' | 'paid' | 'owns_card' | 'staff' | 'asked';

export interface InvoiceInMail {
  /** Name in addresses of the portal. */
  readonly name: string;
  readonly number: string;
  readonly profileName: string;
  readonly amountDue: Money;
  readonly total: Money;
  readonly dueOn: CalendarDate;
  /** What a transfer carries: a KID, or another structured reference. */
  readonly paymentReference: string | null;
}

export interface CardInMail {
  /** As the gateway says it: `visa`. */
  readonly brand: string;
  readonly lastFour: string | null;
}

export interface PaidInvoice {
  readonly name: string;
  readonly number: string;
  readonly amount: Money;
}

/** Everything that Betalt writes to people, each kind with the facts that it tells. No words: those are `en-us.ts` and `nb-no.ts`. */
export type Letter =
  | { readonly kind: 'invoice_issued'; readonly invoice: InvoiceInMail; readonly chargedTo: CardInMail | null }
  | {
      readonly kind: 'due_soon';
      readonly invoice: InvoiceInMail;
      readonly daysLeft: number;
      /** The card that is charged on the due date, where automatic payment is on. */
      readonly chargedTo: CardInMail | null;
    }
  | { readonly kind: 'due_today'; readonly invoice: InvoiceInMail; readonly chargedTo: CardInMail | null }
  | { readonly kind: 'reminder'; readonly invoice: InvoiceInMail; readonly daysLate: number; readonly isLast: boolean }
  | {
      readonly kind: 'profile_warned';
      readonly invoice: InvoiceInMail;
      readonly daysLate: number;
      /** The day on which the profile is disabled unless the invoice is paid. */
      readonly disabledOn: CalendarDate;
    }
  | { readonly kind: 'profile_disabled'; readonly invoice: InvoiceInMail; readonly daysLate: number }
  | {
      readonly kind: 'receipt';
      readonly paymentName: string;
      readonly amount: Money;
      readonly paidOn: CalendarDate;
      readonly method: MethodInMail;
      readonly invoices: readonly PaidInvoice[];
      /** What no invoice took; null for nothing. */
      readonly onAccount: Money | null;
    }
  | {
      readonly kind: 'payment_declined';
      readonly invoice: InvoiceInMail;
      readonly amount: Money;
      readonly card: CardInMail;
      readonly reason: DeclineCode;
      /** When the card is tried again by itself; null: it is not. */
      readonly nextTryOn: CalendarDate | null;
    }
  | {
      readonly kind: 'authentication_needed';
      readonly invoice: InvoiceInMail;
      readonly amount: Money;
      readonly card: CardInMail;
    }
  | {
      readonly kind: 'refund_made';
      readonly amount: Money;
      readonly refundedOn: CalendarDate;
      readonly method: MethodInMail;
      readonly invoices: readonly { readonly name: string; readonly number: string }[];
    }
  | {
      readonly kind: 'dispute_opened';
      readonly amount: Money;
      readonly paymentName: string;
      readonly invoices: readonly { readonly name: string; readonly number: string }[];
      /** The bank only asks so far: no money has moved. */
      readonly isInquiry: boolean;
      /** The gateway's word, such as `fraudulent`. */
      readonly reason: string;
      readonly answerBy: CalendarDate | null;
    }
  | {
      readonly kind: 'card_expires';
      readonly card: CardInMail;
      readonly profileName: string;
      /** Name of the profile in addresses. */
      readonly profile: string;
      /** The last day on which it can be charged. */
      readonly expiresOn: CalendarDate;
    }
  | { readonly kind: 'test' };

export type LetterKind = Letter['kind'];
export type LetterOf<Kind extends LetterKind> = Extract<Letter, { kind: Kind }>;

export type MethodInMail = { readonly family: string } & CardInMail;

/** Which letter a step of the timeline is. */
export const LETTER_OF_STEP = {
  due_soon: 'due_soon',
  due_today: 'due_today',
  reminder_1: 'reminder',
  reminder_7: 'reminder',
  reminder_14: 'reminder',
  warned: 'profile_warned',
  disabled: 'profile_disabled',
} as const satisfies Record<DunningStep, LetterKind>;
