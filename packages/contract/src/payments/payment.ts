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

/** The payment out of credit that the same request made first. It stays, whatever becomes of the rest. */
export const CreditsUsed = Type.Object({ paymentId: Type.String({ description: 'Resource id' }), amount: Amount });

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
    isAutomatic: Type.Boolean({ description: 'By the timetable of a billing profile; nobody pressed anything' }),
    refundedAmount: Amount,
    creditsUsed: Type.Optional(CreditsUsed),
    allocations: Type.Array(
      Type.Object({
        invoiceId: Type.String(),
        invoiceName: Type.String(),
        amount: Amount,
        returnedAmount: Type.Object(Amount.properties, {
          description: 'What went back since: refunded, lost in a dispute, reversed by the bank',
        }),
      }),
    ),
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

export const PaymentMethodReference = Type.String({
  minLength: 1,
  maxLength: 300,
  description:
    'Resource id /providers/Microsoft.Billing/paymentMethods/{name}. May be left out where credit covers everything',
});
export const UseCredits = Type.Boolean({
  description:
    'Use what the billing profile has in credit notes and on account first, and the payment method for the rest',
});

/** Body of `POST BA/invoices/{}/pay`. */
export const PayInvoiceRequest = Type.Object(
  {
    paymentMethodId: Type.Optional(PaymentMethodReference),
    amount: Type.Optional(Amount),
    credits: Type.Optional(UseCredits),
  },
  { $id: 'PayInvoiceRequest', additionalProperties: false },
);
export type PayInvoiceRequest = Static<typeof PayInvoiceRequest>;
