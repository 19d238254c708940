import Type, { type Static } from 'typebox';
import { TransferInstructions } from '../bank/transfer-instructions.ts';
import { DisplayStatus, NextAction, PayabilityReason } from '../invoices/invoice.ts';
import { Decline, PaymentOutcome } from '../payments/payment.ts';
import { PortalConfig } from '../portal/session.ts';
import { Amount } from '../shared/arm.ts';

/** How long a link opens its invoice, in days. */
export const PAY_LINK_DAYS = { usual: 30, most: 120 } as const;

/** Body of `POST BA/invoices/{}/payLink`. */
export const PayLinkRequest = Type.Object(
  {
    expiresInDays: Type.Optional(
      Type.Integer({ minimum: 1, maximum: PAY_LINK_DAYS.most, default: PAY_LINK_DAYS.usual }),
    ),
    amount: Type.Optional(
      Type.Object(Amount.properties, { description: 'At most so much. Without: whatever is due when it is opened' }),
    ),
  },
  { $id: 'PayLinkRequest', additionalProperties: false },
);
export type PayLinkRequest = Static<typeof PayLinkRequest>;

/** Its answer. The address is told once: only its hash is kept. What opens it stands behind #, which no server's log sees. */
export const CreatedPayLink = Type.Object(
  {
    id: Type.String({ description: 'Name of the link, for revoking it' }),
    url: Type.String({ description: 'https://host/pay#<token>' }),
    expiresAt: Type.String({ format: 'date-time' }),
    amount: Type.Optional(Amount),
  },
  { $id: 'CreatedPayLink' },
);
export type CreatedPayLink = Static<typeof CreatedPayLink>;

/** One of `GET BA/invoices/{}/payLinks`, and the answer of `POST …/payLinks/{}/revoke`. */
export const PayLink = Type.Object(
  {
    id: Type.String(),
    state: Type.Union([Type.Literal('active'), Type.Literal('expired'), Type.Literal('revoked')]),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String({ description: 'Name of the person' }),
    expiresAt: Type.String({ format: 'date-time' }),
    revokedAt: Type.Optional(Type.String({ format: 'date-time' })),
    amount: Type.Optional(Amount),
  },
  { $id: 'PayLink' },
);
export type PayLink = Static<typeof PayLink>;
export const PayLinkList = Type.Object({ value: Type.Array(PayLink) }, { $id: 'PayLinkList' });
export type PayLinkList = Static<typeof PayLinkList>;

const Token = Type.String({ minLength: 1, maxLength: 100, description: 'What stands behind # in the address' });

/** Body of `POST /providers/Microsoft.Billing/payLinks/open`. Like the three below it needs an api-version and no signing in. */
export const OpenPayLinkRequest = Type.Object(
  { token: Token },
  { $id: 'OpenPayLinkRequest', additionalProperties: false },
);
export type OpenPayLinkRequest = Static<typeof OpenPayLinkRequest>;

/** The invoice behind a link: what is needed to recognise and pay it, and nothing of its account. */
export const PayLinkView = Type.Object(
  {
    seller: Type.String(),
    invoiceNumber: Type.String(),
    invoiceDate: Type.String({ format: 'date-time' }),
    dueDate: Type.String({ format: 'date-time' }),
    displayStatus: DisplayStatus,
    totalAmount: Amount,
    amountDue: Amount,
    amount: Type.Object(Amount.properties, { description: 'What the link would pay now; zero when nothing is due' }),
    canPay: Type.Boolean(),
    reasonCode: Type.Optional(PayabilityReason),
    reason: Type.Optional(Type.String()),
    // As in the portal's own configuration.
    gateway: PortalConfig.properties.gateway,
    lines: Type.Array(Type.Object({ description: Type.String(), amount: Amount })),
    transferInstructions: Type.Optional(TransferInstructions),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'PayLinkView' },
);
export type PayLinkView = Static<typeof PayLinkView>;

/** Body of `POST …/payLinks/pay`: a card that the gateway's own fields made a token of in the browser. */
export const PayByLinkRequest = Type.Object(
  {
    token: Token,
    gatewayPaymentMethodId: Type.String({ minLength: 3, maxLength: 255 }),
    payerName: Type.Optional(
      Type.String({ maxLength: 200, description: 'As typed; the activity of the invoice names it' }),
    ),
    idempotencyKey: Type.String({ minLength: 8, maxLength: 255, description: 'One a press, the same when sent again' }),
  },
  { $id: 'PayByLinkRequest', additionalProperties: false },
);
export type PayByLinkRequest = Static<typeof PayByLinkRequest>;

/** Body of `POST …/payLinks/payment` and `POST …/payLinks/cancel`. */
export const PayLinkPaymentRequest = Type.Object(
  { token: Token, paymentId: Type.String({ format: 'uuid' }) },
  { $id: 'PayLinkPaymentRequest', additionalProperties: false },
);
export type PayLinkPaymentRequest = Static<typeof PayLinkPaymentRequest>;

/** Where a payment by a link stands; 200 whatever the outcome. */
export const PayLinkPayment = Type.Object(
  {
    paymentId: Type.String(),
    outcome: PaymentOutcome,
    amount: Amount,
    nextAction: Type.Optional(NextAction),
    decline: Type.Optional(Decline),
  },
  { $id: 'PayLinkPayment' },
);
export type PayLinkPayment = Static<typeof PayLinkPayment>;
