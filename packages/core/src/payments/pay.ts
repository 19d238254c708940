import type { PaymentRules } from '../accounts/payment-rules.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** An invoice as it stands under lock, with what the payer may do with it. Amounts are minor units of `currency`. */
export interface PayableInvoice {
  readonly name: string;
  readonly currency: string;
  readonly amountDueMinor: bigint;
  readonly isCreditNote: boolean;
  readonly isVoid: boolean;
  readonly isDisputed: boolean;
  /** Another payment holds the slot. */
  readonly hasLivePayment: boolean;
  readonly mayRead: boolean;
  readonly mayPay: boolean;
  /** The method is the payer's own, or linked to the invoice's profile. */
  readonly methodIsUsable: boolean;
}

/** `amountMinor` absent: all that is due. `invoice` absent: there is none of that name. */
export interface PayRequestPart {
  readonly name: string;
  readonly invoice?: PayableInvoice | undefined;
  readonly amountMinor?: bigint | undefined;
}

export type PayRejectionCode =
  | 'PaymentMethodNotFound'
  | 'InvoiceNotFound'
  | 'NoPermission'
  | 'InvoiceVoid'
  | 'CreditNote'
  | 'InvoiceAlreadyPaid'
  | 'InvoiceDisputed'
  | 'PaymentInProgress'
  | 'CardNotAllowed'
  | 'SeveralCurrencies'
  | 'AmountAboveDue'
  | 'PartPaymentNotAllowed'
  | 'AmountBelowMinimum'
  | 'AboveCardLimit'
  | 'AmountNotChargeable'
  | 'PaymentMethodExpired';

export interface PayRejection {
  readonly code: PayRejectionCode;
  readonly invoiceName: string;
}

export interface PlannedPayment {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly allocations: readonly { readonly name: string; readonly amountMinor: bigint }[];
}

/**
 * The decision to pay: one payment in one currency over one or several invoices, or the first rule that says no.
 * `record_payments` (migration 0013) decides the same in one round trip; a test holds it to this function.
 *
 * @param parts at least one
 * @param methodIsExpired at the time of the request
 */
export function pay(
  parts: readonly PayRequestPart[],
  rules: PaymentRules,
  methodIsExpired: boolean,
): Result<PlannedPayment, PayRejection> {
  const allocations: { name: string; amountMinor: bigint }[] = [];
  let currency: string | undefined;
  let lastName = '';
  for (const part of parts) {
    lastName = part.name;
    const code = refusal(part, rules, currency);
    if (code !== null || part.invoice === undefined)
      return err({ code: code ?? 'InvoiceNotFound', invoiceName: part.name });
    currency = part.invoice.currency;
    allocations.push({ name: part.invoice.name, amountMinor: part.amountMinor ?? part.invoice.amountDueMinor });
  }
  const amountMinor = allocations.reduce((sum, allocation) => sum + allocation.amountMinor, 0n);
  const limit = rules.cardLimitMinor[currency ?? ''];
  if (limit !== undefined && amountMinor > limit) return err({ code: 'AboveCardLimit', invoiceName: lastName });
  if (amountMinor % (rules.stepMinor[currency ?? ''] ?? 1n) !== 0n)
    return err({ code: 'AmountNotChargeable', invoiceName: lastName });
  if (methodIsExpired) return err({ code: 'PaymentMethodExpired', invoiceName: lastName });
  return ok({ currency: currency ?? '', amountMinor, allocations });
}

/** Permission first, so that a refusal tells nobody more than they may see; then the invoice's state; then the amount. */
function refusal(part: PayRequestPart, rules: PaymentRules, currency: string | undefined): PayRejectionCode | null {
  const { invoice } = part;
  if (invoice === undefined || !invoice.mayRead) return 'InvoiceNotFound';
  if (!invoice.mayPay) return 'NoPermission';
  if (!invoice.methodIsUsable) return 'PaymentMethodNotFound';
  return (
    stateRefusal(invoice) ??
    (rules.cardAllowed ? amountRefusal(invoice, part.amountMinor, rules, currency) : 'CardNotAllowed')
  );
}

/** Why an invoice in this state takes no payment from anyone; `null` when it does. */
export function stateRefusal(
  invoice: Pick<PayableInvoice, 'isVoid' | 'isCreditNote' | 'amountDueMinor' | 'isDisputed' | 'hasLivePayment'>,
) {
  if (invoice.isVoid) return 'InvoiceVoid';
  if (invoice.isCreditNote) return 'CreditNote';
  if (invoice.amountDueMinor <= 0n) return 'InvoiceAlreadyPaid';
  if (invoice.isDisputed) return 'InvoiceDisputed';
  if (invoice.hasLivePayment) return 'PaymentInProgress';
  return null;
}

function amountRefusal(
  invoice: PayableInvoice,
  asked: bigint | undefined,
  rules: PaymentRules,
  currency: string | undefined,
): PayRejectionCode | null {
  const due = invoice.amountDueMinor;
  const amount = asked ?? due;
  const minimum = rules.minimumMinor[invoice.currency] ?? 1n;
  if (currency !== undefined && currency !== invoice.currency) return 'SeveralCurrencies';
  if (amount > due) return 'AmountAboveDue';
  if (amount < due && !rules.partPayment) return 'PartPaymentNotAllowed';
  // What is left of an invoice can always be paid, however little it is.
  if (amount < (minimum < due ? minimum : due)) return 'AmountBelowMinimum';
  return null;
}
