/**
 * One press of Pay now, for one amount from one method. Its key goes with every repetition of the same request, so that a
 * request whose answer was lost is recognised by the server and never charged a second time.
 */
export interface PressIntent {
  readonly key: string;
  readonly subject: PressSubject;
}

export interface PressSubject {
  readonly invoiceId: string;
  readonly paymentMethodId: string;
  readonly currency: string;
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
    left.invoiceId === right.invoiceId &&
    left.paymentMethodId === right.paymentMethodId &&
    left.currency === right.currency &&
    left.amount === right.amount
  );
}
