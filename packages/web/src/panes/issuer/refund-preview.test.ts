import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Payment } from '@betalt/contract/payments/payment.ts';
import { expect, it } from 'vitest';
import { refundable, refundPreview } from './refund-preview.ts';

const kroner = (value: number) => ({ currency: 'NOK', value });

function invoice(creditsLeft: readonly number[] = []): Invoice {
  const creditNotes = creditsLeft.map((value) => ({ amountLeft: kroner(value) }));
  return { name: 'G1', properties: { creditNotes } } as unknown as Invoice;
}

function payment(facts: { amount: number; refunded: number; allocated: number; returned: number }): Payment {
  return {
    properties: {
      amount: kroner(facts.amount),
      refundedAmount: kroner(facts.refunded),
      allocations: [
        {
          invoiceId: 'G1',
          invoiceName: 'G1',
          amount: kroner(facts.allocated),
          returnedAmount: kroner(facts.returned),
        },
      ],
    },
  } as unknown as Payment;
}

it('no more than what the payment still has, and no more than it paid of this invoice', () => {
  expect(refundable(payment({ amount: 300, refunded: 0, allocated: 100, returned: 0 }), invoice())).toEqual(
    kroner(100),
  );
  expect(refundable(payment({ amount: 300, refunded: 250, allocated: 100, returned: 0 }), invoice())).toEqual(
    kroner(50),
  );
  expect(refundable(payment({ amount: 100, refunded: 40, allocated: 100, returned: 40 }), invoice())).toEqual(
    kroner(60),
  );
});

it('credit of the invoice goes first, and the rest is due again', () => {
  expect(refundPreview(invoice([30, 20]), kroner(80))).toEqual({ fromCredit: kroner(50), dueAgain: kroner(30) });
  expect(refundPreview(invoice([100]), kroner(80))).toEqual({ fromCredit: kroner(80), dueAgain: kroner(0) });
  expect(refundPreview(invoice(), kroner(80))).toEqual({ fromCredit: kroner(0), dueAgain: kroner(80) });
});
