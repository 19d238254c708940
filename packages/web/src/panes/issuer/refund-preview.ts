import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';
import { leftOf, smallerOf, sumOf } from '../../components/amount-field/typed-amount.ts';

export interface RefundPreview {
  /** Taken out of what credit notes of the invoice have left. */
  readonly fromCredit: Amount;
  /** The invoice asks for so much again. */
  readonly dueAgain: Amount;
}

/** What can be refunded of a payment for this invoice, as far as this page knows; the server knows what else was done since. */
export function refundable(payment: Payment, invoice: Invoice): Amount {
  const { amount, refundedAmount, allocations } = payment.properties;
  const own = allocations.find(({ invoiceName }) => invoiceName === invoice.name);
  if (own === undefined) return leftOf(amount, amount);
  return smallerOf(leftOf(amount, refundedAmount), leftOf(own.amount, own.returnedAmount));
}

/** Credit of the invoice's own credit notes first, then the invoice itself is due again (core/payments/refund.ts). */
export function refundPreview({ properties }: Invoice, amount: Amount): RefundPreview {
  const left = sumOf(
    amount.currency,
    (properties.creditNotes ?? []).map(({ amountLeft }) => amountLeft),
  );
  const fromCredit = smallerOf(left, amount);
  return { fromCredit, dueAgain: leftOf(amount, fromCredit) };
}
