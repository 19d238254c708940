import { EVENT_TYPES } from '@betalt/core/events/event-types.ts';
import Type, { type Static } from 'typebox';
import { Amount } from '../shared/arm.ts';

/** The names of the published types, and what each says. */
export const EventTypeName = Type.Union(
  Object.entries(EVENT_TYPES).map(([type, description]) => Type.Literal(type, { description })),
);

const InvoicePart = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.Literal('Microsoft.Billing/billingAccounts/invoices'),
  properties: Type.Object({
    billingProfileId: Type.String(),
    documentType: Type.String(),
    invoiceDate: Type.String({ format: 'date-time' }),
    dueDate: Type.String({ format: 'date-time' }),
    status: Type.String({ description: 'Due, OverDue, Paid, Void' }),
    totalAmount: Amount,
    amountDue: Amount,
  }),
});

const PaymentPart = Type.Object({
  id: Type.String(),
  name: Type.String(),
  type: Type.Literal('Microsoft.Billing/billingAccounts/payments'),
  properties: Type.Object({
    outcome: Type.String(),
    amount: Amount,
    createdAt: Type.String({ format: 'date-time' }),
    settledAt: Type.Optional(Type.String({ format: 'date-time' })),
    declineCode: Type.Optional(Type.String()),
    allocations: Type.Array(Type.Object({ invoiceId: Type.String(), invoiceName: Type.String(), amount: Amount })),
  }),
});

const RefundPart = Type.Object({
  name: Type.String(),
  properties: Type.Object({
    outcome: Type.String(),
    amount: Amount,
    paymentId: Type.String(),
    failureReason: Type.Optional(Type.String()),
  }),
});

const DisputePart = Type.Object({
  name: Type.String(),
  properties: Type.Object({ state: Type.String(), reason: Type.String(), amount: Amount, paymentId: Type.String() }),
});

/** What an event is about: thin, as the API shows it, and read anew for whatever more is wanted. */
export const EventSubject = Type.Object({
  billingAccountId: Type.String(),
  billingProfileIds: Type.Array(Type.String(), { description: 'Empty: the account as a whole' }),
  invoice: Type.Optional(InvoicePart),
  relatedInvoices: Type.Optional(Type.Array(InvoicePart, { description: 'The others, at most 99' })),
  payment: Type.Optional(PaymentPart),
  refund: Type.Optional(RefundPart),
  dispute: Type.Optional(DisputePart),
  queryId: Type.Optional(Type.String()),
  webhookEndpointName: Type.Optional(Type.String()),
});
export type EventSubject = Static<typeof EventSubject>;

/** An event of the feed; the body of a webhook is the same. */
export const Event = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'The same in webhook-id; what came twice is known by it' }),
    type: EventTypeName,
    timestamp: Type.String({ format: 'date-time' }),
    data: EventSubject,
  },
  { $id: 'Event' },
);

/** `GET BA/events`: in the order of commits. */
export const EventPage = Type.Object(
  {
    value: Type.Array(Event),
    cursor: Type.String({ description: 'Where the next request goes on; good for 30 days' }),
    hasMore: Type.Boolean({ description: 'true: ask again at once' }),
  },
  { $id: 'EventPage' },
);
