/**
 * One press of Pay now, for these amounts of these invoices, from one method. Its key goes with every repetition of the same
 * request, so that a request whose answer was lost is recognised by the server and never charged a second time.
 */
export interface PressIntent {
  readonly key: string;
  readonly subject: PressSubject;
}

export interface PressSubject {
  readonly parts: readonly PressPart[];
  /** Undefined where credit covers everything. */
  readonly paymentMethodId: string | undefined;
  readonly currency: string;
  /** Credit and money on account first, the method for the rest. */
  readonly usesCredits: boolean;
}

export interface PressPart {
  readonly invoiceId: string;
  readonly invoiceName: string;
  /** In major units of the currency, as the API writes amounts. */
  readonly amount: number;
}

/**
 * The intent of this press: the unanswered earlier one when it is about exactly the same, else a new one with its own key.
 *
 * @param unanswered the intent whose request got no answer that settles it; undefined once it was answered
 */
export function pressIntent(
  unanswered: PressIntent | undefined,
  subject: PressSubject,
  newKey: () => string,
): PressIntent {
  return unanswered !== undefined && isSame(unanswered.subject, subject) ? unanswered : { key: newKey(), subject };
}

function isSame(left: PressSubject, right: PressSubject): boolean {
  return (
    left.paymentMethodId === right.paymentMethodId &&
    left.currency === right.currency &&
    left.usesCredits === right.usesCredits &&
    left.parts.length === right.parts.length &&
    left.parts.every((part, index) => isSamePart(part, right.parts[index]))
  );
}

function isSamePart(left: PressPart, right: PressPart | undefined): boolean {
  return left.invoiceId === right?.invoiceId && left.amount === right.amount;
}
