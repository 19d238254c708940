import Type, { type Static } from 'typebox';
import { Amount, Page, Resource } from '../shared/arm.ts';

export const RefundOutcome = Type.Union([
  Type.Literal('recorded'),
  Type.Literal('unknown', { description: 'The gateway was asked and has not answered; it is asked again' }),
  Type.Literal('pending', { description: 'On its way at a bank, or waiting for staff to pay a transfer out' }),
  Type.Literal('succeeded'),
  Type.Literal('failed', {
    description: 'Not paid out, or sent back by a bank; the money is on the invoice or on account again',
  }),
]);
export type RefundOutcome = Static<typeof RefundOutcome>;

export const RefundFailure = Type.Object({
  code: Type.String({
    description:
      'method_closed, payment_disputed, already_refunded, balance_too_low, bank_declined, gateway_refused, canceled',
  }),
  message: Type.String({ description: 'A sentence in the language of Accept-Language' }),
});

const REFUND = {
  paymentId: Type.String({ description: 'Resource id' }),
  amount: Amount,
  outcome: RefundOutcome,
  reason: Type.String({ description: 'Why, in the words of whoever asked for it' }),
  createdAt: Type.String({ format: 'date-time' }),
  settledAt: Type.Optional(Type.String({ format: 'date-time', description: 'When it succeeded or failed' })),
  failure: Type.Optional(RefundFailure),
};

/** Where the money of a refund is taken from; an invoice is due again by as much. */
export const RefundPart = Type.Object({
  source: Type.Union([Type.Literal('CreditNote'), Type.Literal('MoneyOnAccount'), Type.Literal('Invoice')]),
  invoiceName: Type.Optional(Type.String()),
  creditNoteName: Type.Optional(Type.String()),
  amount: Amount,
});

export const Refund = Resource(
  'Refund',
  'Microsoft.Billing/billingAccounts/refunds',
  Type.Object({
    ...REFUND,
    invoiceId: Type.Optional(Type.String({ description: 'Resource id; of the one invoice that it was asked for' })),
    paymentMethodFamily: Type.String(),
    paymentMethodDisplayName: Type.Optional(Type.String()),
    requestedBy: Type.String(),
    parts: Type.Array(RefundPart),
    gatewayReference: Type.Optional(Type.String()),
  }),
);
export type Refund = Static<typeof Refund>;
export const RefundPage = Page('RefundPage', Refund);

/** A refund on the page of an invoice: `amount` is what of it concerns that invoice. */
export const InvoiceRefund = Type.Object({ id: Type.String(), name: Type.String(), ...REFUND });

const Reason = Type.String({ minLength: 1, maxLength: 500, description: 'Why, for the payer to read' });

/** Body of `POST BA/payments/{}/refund`. */
export const RefundPaymentRequest = Type.Object(
  { amount: Type.Optional(Amount), reason: Reason },
  { $id: 'RefundPaymentRequest', additionalProperties: false },
);

/** Body of `POST BA/invoices/{}/refund`. */
export const RefundInvoiceRequest = Type.Object(
  {
    amount: Type.Optional(Amount),
    paymentId: Type.Optional(
      Type.String({
        maxLength: 300,
        description: 'Resource id or name; absent: the latest payment of the invoice that has something to give back',
      }),
    ),
    reason: Reason,
  },
  { $id: 'RefundInvoiceRequest', additionalProperties: false },
);

/** Body of `POST BA/refunds/{}/settle`, for the refund of a bank transfer. */
export const SettleRefundRequest = Type.Object(
  {
    paidOut: Type.Boolean({
      description: 'False: it could not be paid out, and the money goes back to where it can be',
    }),
  },
  { $id: 'SettleRefundRequest', additionalProperties: false },
);
