import Type, { type Static } from 'typebox';
import { Amount } from '../shared/arm.ts';

/** Why automatic payment is on and would not pay, or cannot be turned on. */
export const AutomaticPaymentProblem = Type.Union([
  Type.Literal('NoDefaultPaymentMethod'),
  Type.Literal('PaymentMethodExpired'),
  Type.Literal('PaymentMethodRemoved'),
  Type.Literal('CardNotAllowed'),
]);
export type AutomaticPaymentProblem = Static<typeof AutomaticPaymentProblem>;

/** Body of `PUT BP/automaticPayment`. */
export const AutomaticPaymentRequest = Type.Object(
  { enabled: Type.Boolean() },
  { $id: 'AutomaticPaymentRequest', additionalProperties: false },
);
export type AutomaticPaymentRequest = Static<typeof AutomaticPaymentRequest>;

/** `GET BP/automaticPayment`, and the answer of `PUT`. */
export const AutomaticPayment = Type.Object(
  {
    enabled: Type.Boolean(),
    paymentMethodId: Type.Optional(Type.String({ description: "The profile's default, which is charged" })),
    problem: Type.Optional(Type.Object({ reasonCode: AutomaticPaymentProblem, reason: Type.String() })),
    upcoming: Type.Array(
      Type.Object({
        invoiceName: Type.String(),
        chargeOn: Type.String({ format: 'date', description: 'The due date; today where that has passed' }),
        amount: Amount,
        state: Type.Union([
          Type.Literal('planned'),
          Type.Literal('processing'),
          Type.Literal('waiting'),
          Type.Literal('needs_authentication'),
          Type.Literal('stopped'),
        ]),
        declineCode: Type.Optional(Type.String()),
        reason: Type.Optional(Type.String({ description: 'What the bank said, and what to do' })),
        nextTryOn: Type.Optional(Type.String({ format: 'date' })),
      }),
      { description: 'Invoices that are due or will be, soonest first, at most 100' },
    ),
  },
  { $id: 'AutomaticPayment' },
);
export type AutomaticPayment = Static<typeof AutomaticPayment>;
