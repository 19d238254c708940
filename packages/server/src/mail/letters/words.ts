import type { DeclineCode } from '@betalt/core/payments/decline.ts';
import type { Formats } from './formats.ts';
import type { LetterKind, LetterOf, Why } from './letter.ts';

/** What a letter says in one language. */
export interface Wording {
  /** Shown with the sender's name beside it, so it does not repeat that. */
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Null: nothing to do. */
  readonly button: string | null;
  /** A last line, smaller: what else can be done, or what may already have been. */
  readonly closing?: string | undefined;
}

export type Label =
  | 'invoice'
  | 'invoices'
  | 'billingProfile'
  | 'amountDue'
  | 'total'
  | 'dueDate'
  | 'paymentReference'
  | 'kid'
  | 'amount'
  | 'amountPaid'
  | 'amountRefunded'
  | 'onAccount'
  | 'paidOn'
  | 'refundedOn'
  | 'paidWith'
  | 'refundedTo'
  | 'card'
  | 'reason'
  | 'payment'
  | 'customer'
  | 'answerBy'
  | 'lastDay';

/** Who writes to whom, for sentences that name them. */
export interface Names {
  readonly issuer: string;
  readonly customer: string;
}

/** One language, whole: a letter, label or reason without words in it does not compile. */
export interface Words {
  readonly letters: {
    readonly [Kind in LetterKind]: (letter: LetterOf<Kind>, formats: Formats, names: Names) => Wording;
  };
  readonly labels: Readonly<Record<Label, string>>;
  readonly why: Readonly<Record<Why, (names: Names) => string>>;
  /** At the foot: who sends it. */
  readonly sentBy: (names: Names) => string;
  readonly methods: Readonly<Record<'CheckWire' | 'DirectDebit' | 'Credits' | 'Other', string>>;
  readonly openPortal: string;
  readonly declines: Readonly<Record<DeclineCode, string>>;
}
