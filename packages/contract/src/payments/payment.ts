import Type, { type Static } from 'typebox';
import { NextAction } from '../invoices/invoice.ts';
import { Amount, Page, Resource } from '../shared/arm.ts';

/** The outcomes that users need different words for (docs/domain/payments.md), and `recorded`, before the gateway is asked. */
export const PaymentOutcome = Type.Union([
  Type.Literal('recorded'),
  Type.Literal('succeeded'),
  Type.Literal('requires_action'),
  Type.Literal('processing'),
  Type.Literal('declined'),
  Type.Literal('not_attempted'),
  Type.Literal('unknown'),
  Type.Literal('canceled'),
]);
export type PaymentOutcome = Static<typeof PaymentOutcome>;

/** What to tell the payer about a decline: a plain sentence and what to do next. */
export const Decline = Type.Object({
  code: Type.String({ description: "Betalt's own decline code: insufficient_funds, card_expired, …" }),
  message: Type.String(),
});

export const Payment = Resource(
  'Payment',
  'Microsoft.Billing/billingAccounts/payments',
  Type.Object({
    amount: Amount,
    outcome: PaymentOutcome,
    createdAt: Type.String({ format: 'date-time' }),
    settledAt: Type.Optional(Type.String({ format: 'date-time' })),
    paymentMethodId: Type.Optional(Type.String()),
    paymentMethodFamily: Type.String(),
    paymentMethodType: Type.Optional(Type.String()),
    paymentMethodDisplayName: Type.Optional(Type.String()),
    paidBy: Type.Optional(Type.String({ description: 'Name of the person who pressed Pay now' })),
    allocations: Type.Array(Type.Object({ invoiceId: Type.String(), invoiceName: Type.String(), amount: Amount })),
    attempts: Type.Array(
      Type.Object({
        attemptId: Type.String(),
        outcome: PaymentOutcome,
        startedAt: Type.String({ format: 'date-time' }),
        gatewayReference: Type.Optional(Type.String()),
      }),
    ),
    decline: Type.Optional(Decline),
    nextAction: Type.Optional(NextAction),
  }),
);
export type Payment = Static<typeof Payment>;
export const PaymentPage = Page('PaymentPage', Payment);

/** Body of `POST BA/invoices/{}/pay`. */
export const PayInvoiceRequest = Type.Object(
  {
    paymentMethodId: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Resource id /providers/Microsoft.Billing/paymentMethods/{name}',
    }),
    amount: Type.Optional(Amount),
  },
  { $id: 'PayInvoiceRequest', additionalProperties: false },
);
export type PayInvoiceRequest = Static<typeof PayInvoiceRequest>;
