import type { PaymentRules } from '@betalt/core/accounts/payment-rules.ts';
import type { Payability } from '@betalt/core/invoices/payability.ts';
import { payability } from '@betalt/core/invoices/payability.ts';
import type { DisplayFacts } from '@betalt/core/invoices/status.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { InvoiceRow } from '../../db/queries/invoices.ts';

/** What of a row the invoice's status follows from. */
export function statusFacts(row: InvoiceRow): DisplayFacts {
  return {
    amountDueMinor: row.amount_due_minor,
    totalMinor: row.total_minor,
    dueOn: row.due_on as CalendarDate,
    voidedAt: row.voided_at,
    disputedAt: row.disputed_at,
    hasLivePayment: row.live_payment_id !== null,
  };
}

/** Whether the caller sees *Pay now*, for paying so much of the invoice: all that is due unless said. */
export function payabilityOf(
  row: InvoiceRow,
  { mayPay, payMinor = row.amount_due_minor }: { readonly mayPay: boolean; readonly payMinor?: bigint },
  rules: PaymentRules,
): Payability {
  const facts = {
    currency: row.currency,
    amountDueMinor: payMinor,
    isCreditNote: row.document_type === 'CreditNote',
    isVoid: row.voided_at !== null,
    isDisputed: row.disputed_at !== null,
    hasLivePayment: row.live_payment_id !== null,
    mayPay,
  };
  return payability(facts, rules);
}
