import Type, { type Static } from 'typebox';
import { DisplayStatus, PayabilityReason } from '../invoices/invoice.ts';
import { Amount } from '../shared/arm.ts';
import { PaymentMethodReference, UseCredits } from './payment.ts';

/** The most invoices that one payment may be over. */
export const MOST_INVOICES = 100;

const Part = Type.Object(
  {
    invoiceId: Type.String({ minLength: 1, maxLength: 400, description: 'Resource id, or the name alone' }),
    amount: Type.Optional(Amount),
  },
  { additionalProperties: false },
);

const WHICH = {
  invoices: Type.Optional(Type.Array(Part, { minItems: 1, maxItems: MOST_INVOICES })),
  allDue: Type.Optional(
    Type.Literal(true, { description: 'Instead of invoices: all that are due, past due first, oldest first' }),
  ),
  billingProfileId: Type.Optional(
    Type.String({ minLength: 1, maxLength: 400, description: 'With allDue: of this profile only' }),
  ),
  amount: Type.Optional(
    Type.Object(Amount.properties, { description: 'A lump sum over the invoices, oldest due first' }),
  ),
  credits: Type.Optional(UseCredits),
};

/** Body of `POST BA/payInvoices`: one payment, in one currency. Either `invoices` or `allDue`. */
export const PayInvoicesRequest = Type.Object(
  { paymentMethodId: Type.Optional(PaymentMethodReference), ...WHICH },
  { $id: 'PayInvoicesRequest', additionalProperties: false },
);
export type PayInvoicesRequest = Static<typeof PayInvoicesRequest>;

/** Body of `POST BA/payInvoices/quote`: what would be paid, and what would not and why. Nothing is held by it. */
export const PayQuoteRequest = Type.Object(WHICH, { $id: 'PayQuoteRequest', additionalProperties: false });
export type PayQuoteRequest = Static<typeof PayQuoteRequest>;

export const PayQuote = Type.Object(
  {
    groups: Type.Array(
      Type.Object({
        currency: Type.String(),
        invoices: Type.Array(
          Type.Object({
            invoiceId: Type.String(),
            invoiceName: Type.String(),
            billingProfileId: Type.String(),
            billingProfileDisplayName: Type.String(),
            dueDate: Type.String({ format: 'date-time' }),
            displayStatus: DisplayStatus,
            amountDue: Amount,
            amount: Type.Object(Amount.properties, { description: 'What would be paid of it, by credit and card' }),
          }),
          { description: 'Past due first, then oldest due first' },
        ),
        total: Amount,
        credits: Type.Object(Amount.properties, {
          description: 'Credit and money on account that could be used on these',
        }),
        toPayByCard: Type.Object(Amount.properties, {
          description: 'The total, less credits where they were asked for',
        }),
        cardLimit: Type.Optional(Amount),
        minimumAmount: Type.Object(Amount.properties, { description: 'The least that may be paid of one invoice' }),
        aboveCardLimit: Type.Boolean(),
      }),
      { description: 'One a currency: each is paid by itself' },
    ),
    excluded: Type.Array(
      Type.Object({
        invoiceId: Type.String(),
        invoiceName: Type.String(),
        amountDue: Amount,
        reasonCode: PayabilityReason,
        reason: Type.String(),
      }),
    ),
  },
  { $id: 'PayQuote' },
);
export type PayQuote = Static<typeof PayQuote>;
