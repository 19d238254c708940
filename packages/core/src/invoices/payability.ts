import type { PaymentRules } from '../accounts/payment-rules.ts';
import { type PayableInvoice, stateRefusal } from '../payments/pay.ts';

export type PayabilityReason =
  | 'AlreadyPaid'
  | 'PaymentProcessing'
  | 'NoPermission'
  | 'AboveCardLimit'
  | 'Disputed'
  | 'Void'
  | 'CardNotAllowed'
  | 'CreditNote';

export type Payability =
  | { readonly canPay: true; readonly cardLimitMinor?: bigint | undefined; readonly minimumMinor: bigint }
  | { readonly canPay: false; readonly reason: PayabilityReason; readonly cardLimitMinor?: bigint | undefined };

const STATE_REASONS = {
  InvoiceVoid: 'Void',
  CreditNote: 'CreditNote',
  InvoiceAlreadyPaid: 'AlreadyPaid',
  InvoiceDisputed: 'Disputed',
  PaymentInProgress: 'PaymentProcessing',
} as const satisfies Record<string, PayabilityReason>;

/**
 * Whether the caller sees *Pay now*, and if not, why. What the invoice itself says comes before what the caller may do:
 * a reader of a paid invoice is told that it is paid, not that they have no permission.
 */
export function payability(
  invoice: Omit<PayableInvoice, 'mayRead' | 'methodIsUsable' | 'name'>,
  rules: PaymentRules,
): Payability {
  const state = stateRefusal(invoice);
  const cardLimitMinor = rules.cardLimitMinor[invoice.currency];
  if (state !== null) return { canPay: false, reason: STATE_REASONS[state] };
  if (!invoice.mayPay) return { canPay: false, reason: 'NoPermission' };
  if (!rules.cardAllowed) return { canPay: false, reason: 'CardNotAllowed' };
  // Where a part may be paid, a large invoice can still be begun by card; the whole of it needs a transfer.
  if (cardLimitMinor !== undefined && invoice.amountDueMinor > cardLimitMinor)
    return { canPay: false, reason: 'AboveCardLimit', cardLimitMinor };
  return { canPay: true, cardLimitMinor, minimumMinor: rules.minimumMinor[invoice.currency] ?? 1n };
}
