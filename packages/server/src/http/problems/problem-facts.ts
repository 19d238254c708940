/**
 * Every problem that an answer may carry, with the facts that its sentence needs. One name here means a status in
 * `problem.ts` and a sentence in each language, or it does not compile. Codes of ARM's front door keep ARM's names.
 */
export interface ProblemFacts {
  // The front door.
  MissingApiVersionParameter: { supported: string };
  InvalidApiVersionParameter: { asked: string; supported: string };
  AuthenticationFailed: NoFacts;
  InvalidAuthenticationToken: NoFacts;
  CrossSiteRequest: NoFacts;
  AuthorizationFailed: NoFacts;
  InvalidRequestBody: { count: number };
  InvalidQueryParameter: { count: number };
  InvalidPathParameter: { count: number };
  InvalidHeader: { count: number };
  MalformedJson: NoFacts;
  MalformedForm: { mostFiles: number };
  RequestEntityTooLarge: { limitMiB: number };
  UnsupportedMediaType: { mediaType: string };
  NotFound: NoFacts;
  MethodNotAllowed: { method: string; allowed: string };
  PreconditionFailed: NoFacts;
  TooManyRequests: { retryAfterSeconds: number };
  BadRequest: NoFacts;
  InternalServerError: { correlationId: string };
  ServiceUnavailable: { retryAfterSeconds: number };

  // What is not there, or not for the caller: one sentence each, so that neither can be told from the other.
  BillingAccountNotFound: NoFacts;
  BillingProfileNotFound: NoFacts;
  InvoiceSectionNotFound: NoFacts;
  InvoiceNotFound: { invoiceName: string };
  DocumentNotFound: NoFacts;
  PaymentNotFound: NoFacts;
  PaymentMethodNotFound: NoFacts;
  PaymentMethodLinkNotFound: NoFacts;
  WebhookEndpointNotFound: NoFacts;
  WebhookDeliveryNotFound: NoFacts;

  // Signing in and up.
  SignInFailed: NoFacts;
  TooManySignInAttempts: { retryAfterSeconds: number };
  SignUpClosed: NoFacts;
  InvitationNotValid: NoFacts;
  EmailTaken: NoFacts;
  AgreementVersionNotCurrent: { current: string };
  CurrencyNotSupported: { currency: string };
  CountryNotSupported: { country: string };
  TimeZoneNotKnown: { timeZone: string };

  // Paying (core/payments/pay.ts).
  NoPermission: NoFacts;
  InvoiceVoid: { invoiceName: string };
  CreditNote: { invoiceName: string };
  InvoiceAlreadyPaid: { invoiceName: string };
  InvoiceDisputed: { invoiceName: string };
  PaymentInProgress: { invoiceName: string };
  CardNotAllowed: NoFacts;
  SeveralCurrencies: { currencies?: string };
  AmountAboveDue: { invoiceName: string };
  PartPaymentNotAllowed: NoFacts;
  AmountBelowMinimum: { invoiceName: string };
  AboveCardLimit: NoFacts;
  AmountNotChargeable: NoFacts;
  InvoiceNamedTwice: { invoiceName: string };
  TooManyInvoices: { most: number };
  NothingDue: NoFacts;
  PaymentMethodRequired: NoFacts;
  NoCreditLeft: NoFacts;
  CreditNotEnough: NoFacts;
  AutomaticPaymentNotPossible: { reason: string };
  PayLinkNotFound: NoFacts;
  PaymentMethodExpired: NoFacts;
  IdempotencyKeyReused: NoFacts;
  PaymentNotCancelable: NoFacts;
  PaymentMethodSetupNotFound: NoFacts;
  PaymentMethodSetupIncomplete: NoFacts;
  PaymentMethodInUse: { count: number };
  PaymentMethodIsDefault: NoFacts;
  InvalidFilter: { position: number; message: string };
  InvalidOrderBy: { known: string };
  InvalidSkipToken: NoFacts;
  InvalidAmount: { currency: string };
  PaymentCanceled: NoFacts;
  WebhookSignatureInvalid: NoFacts;

  // The issuer's bank (app/bank), and paying by transfer.
  BankTransactionNotFound: NoFacts;
  BankTransactionNotOpen: NoFacts;
  BankTransactionNotMatched: NoFacts;
  InvalidBankMatch: NoFacts;
  TransferAmountTooHigh: NoFacts;
  PaymentNotReversible: NoFacts;
  TransferNotAvailable: NoFacts;
  PaymentDeclined: { reason: string };
  PaymentNotAttempted: NoFacts;

  // What the issuer does with an invoice, and what the payer asks about it.
  InvoiceHasPayments: { invoiceName: string };
  NothingToCredit: { invoiceName: string };
  InvoiceAlreadyCorrected: { invoiceName: string };
  AmountAboveCreditable: { creditable: string };
  InvoiceLineNotFound: { lineId: string };
  InvoiceNotIssuable: { count: number };
  InvoiceNumberTaken: { number: string };
  QueryNotFound: NoFacts;
  QueryClosed: NoFacts;

  // Refunds and disputes.
  PaymentNotSettled: NoFacts;
  PaymentNotRefundable: NoFacts;
  PaymentDisputed: NoFacts;
  NothingToRefund: NoFacts;
  AmountAboveRefundable: { refundable: string };
  AmountNotRefundable: NoFacts;
  RefundNotFound: NoFacts;
  RefundNotSettleable: NoFacts;
  RefundNotFailed: NoFacts;
  RefundFailed: { reason: string };
  DisputeNotFound: NoFacts;

  // Webhooks and events.
  WebhookEndpointDisabled: NoFacts;
  TooManyWebhookEndpoints: { most: number };
  WebhookUrlRefused: { reason: 'malformed' | 'scheme' | 'credentials' | 'fragment' | 'port' | 'address' };
  UnknownEventType: { type: string; known: string };
  InvalidEventCursor: NoFacts;
  EventCursorExpired: NoFacts;
}

export type ProblemCode = keyof ProblemFacts;
export type NoFacts = Readonly<Record<string, never>>;

/** A whole catalogue: a sentence for every problem, and for every way in which a value can be wrong. */
export interface ProblemCatalogue {
  readonly problems: { readonly [Code in ProblemCode]: (facts: ProblemFacts[Code]) => string };
  readonly violations: { readonly [Kind in ViolationKind]: (limit: string) => string };
}

export const VIOLATION_KINDS = [
  'required',
  'unknown',
  'type',
  'format',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'tooFew',
  'tooMany',
  'notAllowed',
  'pattern',
  'invalid',
] as const;
export type ViolationKind = (typeof VIOLATION_KINDS)[number];
