import Type, { type Static } from 'typebox';
import { Amount } from '../shared/arm.ts';

const Reason = Type.String({ minLength: 1, maxLength: 1000, description: 'Why, for the payer to read' });

/** Body of `POST BA/invoices/{}/creditNote`: without `amount` and `lineIds`, what is left of the invoice. Own version; staff of the issuer. */
export const CreditInvoiceRequest = Type.Object(
  {
    amount: Type.Optional(Amount),
    lineIds: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 1000 })),
    reason: Reason,
  },
  { $id: 'CreditInvoiceRequest', additionalProperties: false },
);
export type CreditInvoiceRequest = Static<typeof CreditInvoiceRequest>;

/** Body of `POST BA/invoices/{}/correct`: the invoice that takes its place, as docs/domain/invoice-json.md says; its number may be left out. */
export const CorrectInvoiceRequest = Type.Object(
  { invoice: Type.Object({}, { additionalProperties: true }), reason: Reason },
  { $id: 'CorrectInvoiceRequest', additionalProperties: false },
);
export type CorrectInvoiceRequest = Static<typeof CorrectInvoiceRequest>;

/** Body of `POST BA/invoices/{}/void` and `/writeOff`. */
export const InvoiceReasonRequest = Type.Object(
  { reason: Reason },
  { $id: 'InvoiceReasonRequest', additionalProperties: false },
);
export type InvoiceReasonRequest = Static<typeof InvoiceReasonRequest>;
