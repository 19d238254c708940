import Type, { type Static } from 'typebox';

const Text = Type.String({ minLength: 1, maxLength: 4000 });

/** A payer's question about an invoice, with what both sides wrote. Own version. */
export const InvoiceQuery = Type.Object(
  {
    queryId: Type.String(),
    state: Type.Union([Type.Literal('Open'), Type.Literal('Closed')]),
    lineId: Type.Optional(Type.String()),
    askedBy: Type.String(),
    askedAt: Type.String({ format: 'date-time' }),
    closedAt: Type.Optional(Type.String({ format: 'date-time' })),
    closedBy: Type.Optional(Type.String()),
    messages: Type.Array(
      Type.Object({
        author: Type.String(),
        isIssuer: Type.Boolean(),
        text: Type.String(),
        writtenAt: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { $id: 'InvoiceQuery' },
);
export type InvoiceQuery = Static<typeof InvoiceQuery>;

/** All queries about one invoice, newest first. */
export const InvoiceQueryList = Type.Object({ value: Type.Array(InvoiceQuery) }, { $id: 'InvoiceQueryList' });

/** Body of `POST BA/invoices/{}/query`. */
export const AskAboutInvoice = Type.Object(
  { text: Text, lineId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  { $id: 'AskAboutInvoice', additionalProperties: false },
);

/** Body of `POST BA/invoices/{}/queries/{}/answer`: a text, or an end, or both. */
export const AnswerQuery = Type.Object(
  { text: Type.Optional(Text), close: Type.Optional(Type.Boolean()) },
  { $id: 'AnswerQuery', additionalProperties: false },
);
