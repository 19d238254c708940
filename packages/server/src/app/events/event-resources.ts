import { invoiceStatus } from '@betalt/core/invoices/status.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';
import type { DisputeSubject, InvoiceSubject, PaymentSubject, RefundSubject } from '../../db/queries/event-subjects.ts';

// What an event shows of a resource: as the API does, and no more than a receiver needs to decide whether to read it.

export function presentInvoice(row: InvoiceSubject, accountId: string, today: CalendarDate) {
  const facts = {
    amountDueMinor: BigInt(row.amount_due_minor),
    totalMinor: BigInt(row.total_minor),
    dueOn: row.due_on as CalendarDate,
    voidedAt: row.voided_at === null ? null : new Date(row.voided_at),
  };
  return {
    id: `${accountId}/invoices/${row.name}`,
    name: row.name,
    type: 'Microsoft.Billing/billingAccounts/invoices',
    properties: {
      billingProfileId: `${accountId}/billingProfiles/${row.profile_name}`,
      documentType: row.document_type,
      invoiceDate: `${row.invoice_on}T00:00:00Z`,
      dueDate: `${row.due_on}T00:00:00Z`,
      status: invoiceStatus(facts, today),
      totalAmount: amountOf(row.total_minor, row.currency),
      amountDue: amountOf(row.amount_due_minor, row.currency),
    },
  };
}

export function presentPayment(row: PaymentSubject, accountId: string) {
  return {
    id: `${accountId}/payments/${row.payment_id}`,
    name: row.payment_id,
    type: 'Microsoft.Billing/billingAccounts/payments',
    properties: {
      outcome: row.outcome,
      amount: amountOf(row.amount_minor, row.currency),
      createdAt: new Date(row.created_at).toISOString(),
      ...(row.settled_at === null ? {} : { settledAt: new Date(row.settled_at).toISOString() }),
      ...(row.decline_code === null ? {} : { declineCode: row.decline_code }),
      allocations: row.allocations.map((part) => ({
        invoiceId: `${accountId}/invoices/${part.invoice_name}`,
        invoiceName: part.invoice_name,
        amount: amountOf(part.amount_minor, row.currency),
      })),
    },
  };
}

export function presentRefund(row: RefundSubject, accountId: string) {
  return {
    name: row.refund_id,
    properties: {
      outcome: row.outcome,
      amount: amountOf(row.amount_minor, row.currency),
      paymentId: `${accountId}/payments/${row.payment_id}`,
      ...(row.failure_reason === null ? {} : { failureReason: row.failure_reason }),
    },
  };
}

export function presentDispute(row: DisputeSubject, accountId: string) {
  return {
    name: row.dispute_id,
    properties: {
      state: row.state,
      reason: row.reason,
      amount: amountOf(row.amount_minor, row.currency),
      paymentId: `${accountId}/payments/${row.payment_id}`,
    },
  };
}

function amountOf(amountMinor: string, currency: string) {
  return { currency, value: toArmNumber({ amountMinor: BigInt(amountMinor), currency: currency as Currency }) };
}
