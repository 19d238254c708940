import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import { expect, it } from 'vitest';
import { invoiceAfter } from './paid-invoice.ts';

const zero = { currency: 'NOK', value: 0 };

it('is Paid with nothing due and no Pay now when the whole amount succeeded', () => {
  expect(invoiceAfter(payment('succeeded', 125.5), invoice).properties).toMatchObject({
    status: 'Paid',
    displayStatus: 'Paid',
    amountDue: { currency: 'NOK', value: 0 },
    payability: { canPay: false },
  });
});

it.each([
  ['a payment that is still processing', payment('processing', 125.5)],
  ['a payment of a part', payment('succeeded', 100)],
  ['a payment of another invoice', payment('succeeded', 125.5, '/invoices/G2')],
])('is never shown Paid by %s', (_what, made) => {
  expect(invoiceAfter(made, invoice)).toBe(invoice);
});

const invoice: Invoice = {
  id: '/invoices/G1',
  name: 'G1',
  type: 'Microsoft.Billing/billingAccounts/invoices',
  properties: {
    billingProfileId: '/billingProfiles/p',
    billingProfileDisplayName: 'Profile',
    invoiceType: 'Other',
    documentType: 'Invoice',
    invoiceDate: '2026-11-01T00:00:00Z',
    dueDate: '2026-11-15T00:00:00Z',
    isMonthlyInvoice: true,
    billedAmount: zero,
    creditAmount: zero,
    azurePrepaymentApplied: zero,
    freeAzureCreditApplied: zero,
    subTotal: zero,
    taxAmount: zero,
    totalAmount: { currency: 'NOK', value: 125.5 },
    documents: [],
    status: 'OverDue',
    amountDue: { currency: 'NOK', value: 125.5 },
    payments: [],
    payability: { canPay: true },
  },
};

function payment(outcome: Payment['properties']['outcome'], value: number, invoiceId = '/invoices/g1'): Payment {
  const amount = { currency: 'NOK', value };
  return {
    id: '/payments/p1',
    name: 'p1',
    type: 'Microsoft.Billing/billingAccounts/payments',
    properties: {
      amount,
      outcome,
      createdAt: '2026-11-24T10:00:00Z',
      paymentMethodFamily: 'CreditCard',
      allocations: [{ invoiceId, invoiceName: 'G1', amount, returnedAmount: zero }],
      isAutomatic: false,
      refundedAmount: zero,
      attempts: [],
    },
  };
}
