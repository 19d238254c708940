import Type, { type Static } from 'typebox';
import { Amount, Page } from '../shared/arm.ts';

export const AttentionKind = Type.Union([
  Type.Literal('UnknownPayment', { description: 'The gateway has not said what became of it' }),
  Type.Literal('SlowPayment', { description: 'Accepted, and not settled for more than a week' }),
  Type.Literal('UnknownRefund', { description: 'The gateway has not said what became of it' }),
  Type.Literal('SlowRefund', { description: 'Pending for more than two weeks' }),
  Type.Literal('TransferRefund', { description: 'Staff pay it out by bank transfer' }),
  Type.Literal('FailedRefund', { description: 'Nobody has acknowledged that it failed' }),
  Type.Literal('OpenDispute'),
  Type.Literal('OpenQuery', { description: 'A payer has asked about an invoice, and has the last word' }),
  Type.Literal('FailedEvent', { description: 'Something that the gateway told could not be worked on' }),
  Type.Literal('AutomaticPayment', { description: 'Needs the payer, or was given up' }),
]);

/** One thing that waits for staff of the issuer. */
export const PaymentNeedingAttention = Type.Object(
  {
    id: Type.String({ description: 'Resource id of the refund, dispute, payment or invoice; the name of an event' }),
    kind: AttentionKind,
    since: Type.String({ format: 'date-time' }),
    account: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() })),
    invoiceNames: Type.Array(Type.String()),
    paymentId: Type.Optional(Type.String({ description: 'Resource id' })),
    amount: Type.Optional(Amount),
    nextCheckAt: Type.Optional(Type.String({ format: 'date-time', description: 'When the gateway is asked next' })),
    evidenceDueAt: Type.Optional(Type.String({ format: 'date-time' })),
    reason: Type.Optional(Type.String({ description: 'Why, in a sentence' })),
    whatToDo: Type.String({ description: 'A sentence in the language of Accept-Language' }),
  },
  { $id: 'PaymentNeedingAttention' },
);
export type PaymentNeedingAttention = Static<typeof PaymentNeedingAttention>;
export const PaymentsNeedingAttentionPage = Page('PaymentsNeedingAttentionPage', PaymentNeedingAttention);
