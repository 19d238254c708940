import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';

/**
 * The invoice as the payment's own answer leaves it, so that the row says Paid without asking again. A part payment leaves
 * arithmetic to the server, which is read next in any case.
 */
export function invoiceAfter(payment: Payment, invoice: Invoice): Invoice {
  const { outcome, allocations } = payment.properties;
  const allocated = allocations.find(({ invoiceId }) => invoiceId.toLowerCase() === invoice.id.toLowerCase());
  const { amountDue } = invoice.properties;
  const { livePayment: _ended, ...rest } = invoice.properties;
  if (outcome !== 'succeeded' || !allocated || allocated.amount.value < amountDue.value) return invoice;
  return {
    ...invoice,
    properties: {
      ...rest,
      status: 'Paid',
      displayStatus: 'Paid',
      amountDue: { ...amountDue, value: 0 },
      payability: { canPay: false, reasonCode: 'AlreadyPaid' },
    },
  };
}
