import Type, { type Static } from 'typebox';
import { InvoiceDispute } from '../disputes/dispute.ts';
import { InvoiceRefund } from '../refunds/refund.ts';
import { Amount, Page, Resource } from '../shared/arm.ts';

/** Azure's invoice status. `Due` and `OverDue` differ only by the date in the account's zone. */
export const InvoiceStatus = Type.Union([
  Type.Literal('Due'),
  Type.Literal('OverDue'),
  Type.Literal('Paid'),
  Type.Literal('Void'),
  Type.Literal('Locked'),
  Type.Literal('Other', { description: 'A credit note with something left to use' }),
]);
export type InvoiceStatus = Static<typeof InvoiceStatus>;

/** What a person reads. Own version. */
export const DisplayStatus = Type.Union([
  Type.Literal('Due'),
  Type.Literal('PastDue'),
  Type.Literal('Processing'),
  Type.Literal('Paid'),
  Type.Literal('Void'),
  Type.Literal('Disputed'),
  Type.Literal('Credit', { description: 'A credit note with something left to use' }),
  Type.Literal('CreditUsed'),
]);
export type DisplayStatus = Static<typeof DisplayStatus>;

/** Why Pay now is missing; `core/invoices/payability.ts` decides. */
export const PayabilityReason = Type.Union([
  Type.Literal('AlreadyPaid'),
  Type.Literal('PaymentProcessing'),
  Type.Literal('NoPermission'),
  Type.Literal('AboveCardLimit'),
  Type.Literal('Disputed'),
  Type.Literal('Void'),
  Type.Literal('CardNotAllowed'),
  Type.Literal('CreditNote'),
]);
export type PayabilityReason = Static<typeof PayabilityReason>;

export const Payability = Type.Object(
  {
    canPay: Type.Boolean(),
    reasonCode: Type.Optional(PayabilityReason),
    reason: Type.Optional(Type.String({ description: 'A sentence in the language of Accept-Language' })),
    remedy: Type.Optional(Type.Object({ text: Type.String(), url: Type.Optional(Type.String()) })),
    cardLimit: Type.Optional(Amount),
    minimumAmount: Type.Optional(Amount),
  },
  { $id: 'Payability' },
);
export type Payability = Static<typeof Payability>;

export const NextAction = Type.Object(
  {
    type: Type.Literal('useGatewaySdk'),
    clientSecret: Type.String({ description: 'For the gateway script of the browser' }),
    expiresAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'NextAction' },
);
export type NextAction = Static<typeof NextAction>;

export const InvoiceDocument = Type.Object({
  name: Type.String(),
  kind: Type.Union([
    Type.Literal('Invoice'),
    Type.Literal('VoidNote'),
    Type.Literal('TaxReceipt'),
    Type.Literal('CreditNote'),
    Type.Literal('Summary'),
    Type.Literal('Transactions'),
    Type.Literal('Other'),
  ]),
  source: Type.Literal('DRS'),
  fileName: Type.Optional(Type.String()),
  mediaType: Type.Optional(Type.String()),
});

export const InvoicePayment = Type.Object({
  amount: Amount,
  date: Type.String({ format: 'date-time' }),
  paymentMethodFamily: Type.String(),
  paymentMethodType: Type.Optional(Type.String()),
  paymentMethodId: Type.Optional(Type.String()),
  paymentMethodDisplayName: Type.Optional(Type.String({ description: 'Own version: brand and last digits' })),
  paymentType: Type.Union([
    Type.Literal('debited'),
    Type.Literal('credited', { description: 'Back to the payer, and due again' }),
  ]),
  paymentId: Type.Optional(Type.String({ description: 'Own version: resource id of the payment' })),
});

/** Azure's summary of an invoice's refunds; on a single invoice. */
export const RefundDetailsSummary = Type.Object({
  requestedOn: Type.String({ format: 'date-time' }),
  approvedOn: Type.String({ format: 'date-time' }),
  completedOn: Type.Optional(Type.String({ format: 'date-time' })),
  amountRequested: Amount,
  amountRefunded: Amount,
  transactionCount: Type.Integer(),
  refundOperationId: Type.String(),
  refundStatus: Type.Union([Type.Literal('Pending'), Type.Literal('Completed'), Type.Literal('Declined')]),
  refundReason: Type.Literal('Other'),
});

export const FailedPayment = Type.Object({
  date: Type.String({ format: 'date-time' }),
  failedPaymentReason: Type.Union([
    Type.Literal('Other'),
    Type.Literal('BankDeclined'),
    Type.Literal('CardExpired'),
    Type.Literal('IncorrectCardDetails'),
  ]),
  paymentId: Type.Optional(Type.String()),
});

/** A line of an invoice; own version, on a single invoice only. Decimal strings where more digits than an amount's count. */
export const InvoiceLine = Type.Object({
  lineId: Type.String(),
  description: Type.String(),
  invoiceSectionName: Type.Optional(Type.String()),
  invoiceSectionDisplayName: Type.Optional(Type.String()),
  quantity: Type.String(),
  unitCode: Type.Optional(Type.String()),
  unitPrice: Type.Optional(Type.String()),
  net: Amount,
  taxRatePercent: Type.Optional(Type.String()),
  taxCategory: Type.Optional(Type.String()),
  servicePeriodStartDate: Type.Optional(Type.String()),
  servicePeriodEndDate: Type.Optional(Type.String()),
});

export const TaxSubtotal = Type.Object({
  taxCategory: Type.String(),
  taxRatePercent: Type.Optional(Type.String()),
  taxableAmount: Amount,
  taxAmount: Amount,
});

export const Invoice = Resource(
  'Invoice',
  'Microsoft.Billing/billingAccounts/invoices',
  Type.Object({
    billingProfileId: Type.String(),
    billingProfileDisplayName: Type.String(),
    invoiceType: Type.Union([
      Type.Literal('AzureServices'),
      Type.Literal('AzureMarketplace'),
      Type.Literal('AzureSupport'),
      Type.Literal('Other'),
    ]),
    documentType: Type.Union([Type.Literal('Invoice'), Type.Literal('CreditNote')]),
    invoiceDate: Type.String({ format: 'date-time' }),
    dueDate: Type.String({ format: 'date-time' }),
    invoicePeriodStartDate: Type.Optional(Type.String({ format: 'date-time' })),
    invoicePeriodEndDate: Type.Optional(Type.String({ format: 'date-time' })),
    isMonthlyInvoice: Type.Boolean(),
    purchaseOrderNumber: Type.Optional(Type.String()),
    billedAmount: Amount,
    creditAmount: Amount,
    azurePrepaymentApplied: Amount,
    freeAzureCreditApplied: Amount,
    subTotal: Amount,
    taxAmount: Amount,
    totalAmount: Amount,
    documents: Type.Array(InvoiceDocument),
    status: InvoiceStatus,
    amountDue: Amount,
    payments: Type.Array(InvoicePayment),
    failedPayments: Type.Optional(Type.Array(FailedPayment)),
    refundDetails: Type.Optional(RefundDetailsSummary),
    // Own version from here on.
    number: Type.Optional(Type.String({ description: "The vendor's own number, when it differs from name" })),
    displayStatus: Type.Optional(DisplayStatus),
    payability: Type.Optional(Payability),
    livePayment: Type.Optional(
      Type.Object({ id: Type.String(), outcome: Type.String(), nextAction: Type.Optional(NextAction) }),
    ),
    paymentReference: Type.Optional(Type.String({ description: 'Structured reference for a bank transfer' })),
    creditForDocumentId: Type.Optional(Type.String({ description: 'Of a credit note: the invoice that it credits' })),
    replacesDocumentId: Type.Optional(
      Type.String({ description: 'Of a corrected invoice: the one that it takes the place of' }),
    ),
    rebillDetails: Type.Optional(
      Type.Object({ creditNoteDocumentId: Type.Optional(Type.String()), invoiceDocumentId: Type.String() }),
    ),
    creditNotes: Type.Optional(
      Type.Array(
        Type.Object({
          name: Type.String(),
          invoiceDate: Type.String({ format: 'date-time' }),
          totalAmount: Amount,
          amountLeft: Amount,
        }),
      ),
    ),
    creditUses: Type.Optional(
      Type.Array(
        Type.Object({ invoiceName: Type.String(), amount: Amount, date: Type.String({ format: 'date-time' }) }),
        { description: 'Of a credit note: what it has been used on, oldest first' },
      ),
    ),
    refunds: Type.Optional(Type.Array(InvoiceRefund)),
    disputes: Type.Optional(Type.Array(InvoiceDispute)),
    hasOpenQuery: Type.Optional(Type.Boolean({ description: 'The payer has asked about it; reminders wait' })),
    lines: Type.Optional(Type.Array(InvoiceLine)),
    taxSubtotals: Type.Optional(Type.Array(TaxSubtotal)),
    etag: Type.Optional(Type.String()),
  }),
);
export type Invoice = Static<typeof Invoice>;
export const InvoicePage = Page('InvoicePage', Invoice);
export type InvoicePage = Static<typeof InvoicePage>;
