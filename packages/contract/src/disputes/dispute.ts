import Type, { type Static } from 'typebox';
import { Amount, Page, Resource } from '../shared/arm.ts';

export const DisputeState = Type.Union([
  Type.Literal('open'),
  Type.Literal('won', { description: 'The money stays' }),
  Type.Literal('lost', { description: 'The money is gone, and what it paid is due again' }),
  Type.Literal('closed', { description: 'An inquiry that came to nothing' }),
]);
export type DisputeState = Static<typeof DisputeState>;

const DISPUTE = {
  paymentId: Type.String({ description: 'Resource id' }),
  state: DisputeState,
  isInquiry: Type.Boolean({ description: 'The bank only asks; no money has moved' }),
  amount: Amount,
  reason: Type.Object({
    code: Type.String({ description: "The gateway's own word, such as fraudulent" }),
    message: Type.String({ description: 'A sentence in the language of Accept-Language' }),
  }),
  openedAt: Type.String({ format: 'date-time' }),
  closedAt: Type.Optional(Type.String({ format: 'date-time' })),
  evidenceDueAt: Type.Optional(Type.String({ format: 'date-time' })),
};

export const Dispute = Resource(
  'Dispute',
  'Microsoft.Billing/billingAccounts/disputes',
  Type.Object({
    ...DISPUTE,
    invoices: Type.Array(Type.Object({ invoiceId: Type.String(), invoiceName: Type.String(), amount: Amount })),
    gatewayReference: Type.String(),
  }),
);
export type Dispute = Static<typeof Dispute>;
export const DisputePage = Page('DisputePage', Dispute);

/** A dispute on the page of an invoice; `amount` is the whole of it. */
export const InvoiceDispute = Type.Object({ id: Type.String(), name: Type.String(), ...DISPUTE });
