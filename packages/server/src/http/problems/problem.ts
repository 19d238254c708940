import type { Language } from '@betalt/contract/portal/session.ts';
import type { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import type { ProblemCatalogue, ProblemCode, ProblemFacts } from './problem-facts.ts';
import { SENTENCES_EN_US } from './sentences-en-us.ts';
import { SENTENCES_NB_NO } from './sentences-nb-no.ts';

export type { ProblemCode, ProblemFacts };

/** A problem before it has a language: a code, its facts, and what ARM's error envelope takes beside them. */
export interface Problem extends ProblemExtras {
  readonly code: ProblemCode;
  readonly sentence: (catalogue: ProblemCatalogue) => string;
}

export interface ProblemExtras {
  /** What in the request is meant: a JSON path, a query name, a resource id. */
  readonly target?: string | undefined;
  readonly details?: readonly ProblemDetail[] | undefined;
  /** Facts for programs, such as a decline code. */
  readonly additionalInfo?: readonly { type: string; info: Record<string, unknown> }[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Instead of the code's own status, where one code is used in two places. */
  readonly status?: number | undefined;
}

export interface ProblemDetail {
  readonly code: string;
  readonly target?: string | undefined;
  readonly sentence: (catalogue: ProblemCatalogue) => string;
}

/**
 * What a returned rejection, or a check of the HTTP layer, becomes; `reply.problem` sends it.
 *
 * @example if (!paid.ok) return reply.problem(problem('InvoiceAlreadyPaid', { invoiceName }));
 */
export function problem<Code extends ProblemCode>(
  code: Code,
  facts: ProblemFacts[Code],
  extras: ProblemExtras = {},
): Problem {
  return { code, sentence: (catalogue) => catalogue.problems[code](facts), ...extras };
}

/** The body of ARM's error answer in one language. */
export function presentProblem(found: Problem, language: Language): ErrorResponse {
  const catalogue = CATALOGUES[language];
  const { code, target, details, additionalInfo } = found;
  return {
    error: {
      code,
      message: found.sentence(catalogue),
      ...(target === undefined ? {} : { target }),
      ...(details === undefined ? {} : { details: details.map((detail) => presentDetail(detail, catalogue)) }),
      ...(additionalInfo === undefined ? {} : { additionalInfo: [...additionalInfo] }),
    },
  };
}

export function statusOf(found: Problem): number {
  return found.status ?? STATUSES[found.code];
}

export const CATALOGUES: Readonly<Record<Language, ProblemCatalogue>> = {
  'en-US': SENTENCES_EN_US,
  'nb-NO': SENTENCES_NB_NO,
};

function presentDetail({ code, target, sentence }: ProblemDetail, catalogue: ProblemCatalogue) {
  return { code, message: sentence(catalogue), ...(target === undefined ? {} : { target }) };
}

const STATUSES: Readonly<Record<ProblemCode, number>> = {
  MissingApiVersionParameter: 400,
  InvalidApiVersionParameter: 400,
  AuthenticationFailed: 401,
  InvalidAuthenticationToken: 401,
  CrossSiteRequest: 403,
  AuthorizationFailed: 403,
  InvalidRequestBody: 400,
  InvalidQueryParameter: 400,
  InvalidPathParameter: 400,
  InvalidHeader: 400,
  MalformedJson: 400,
  MalformedForm: 400,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  NotFound: 404,
  MethodNotAllowed: 405,
  PreconditionFailed: 412,
  TooManyRequests: 429,
  BadRequest: 400,
  InternalServerError: 500,
  ServiceUnavailable: 503,

  BillingAccountNotFound: 404,
  BillingProfileNotFound: 404,
  InvoiceSectionNotFound: 404,
  InvoiceNotFound: 404,
  DocumentNotFound: 404,
  PaymentNotFound: 404,
  PaymentMethodNotFound: 404,
  PaymentMethodLinkNotFound: 404,
  WebhookEndpointNotFound: 404,
  WebhookDeliveryNotFound: 404,

  SignInFailed: 401,
  TooManySignInAttempts: 429,
  SignUpClosed: 403,
  InvitationNotValid: 403,
  EmailTaken: 409,
  AgreementVersionNotCurrent: 409,
  CurrencyNotSupported: 400,
  CountryNotSupported: 400,
  TimeZoneNotKnown: 400,

  NoPermission: 403,
  InvoiceVoid: 409,
  CreditNote: 409,
  InvoiceAlreadyPaid: 409,
  InvoiceDisputed: 409,
  PaymentInProgress: 409,
  CardNotAllowed: 409,
  SeveralCurrencies: 400,
  AmountAboveDue: 400,
  PartPaymentNotAllowed: 409,
  AmountBelowMinimum: 400,
  AboveCardLimit: 409,
  AmountNotChargeable: 400,
  InvoiceNamedTwice: 400,
  TooManyInvoices: 400,
  NothingDue: 409,
  PaymentMethodRequired: 400,
  NoCreditLeft: 409,
  CreditNotEnough: 409,
  AutomaticPaymentNotPossible: 409,
  PayLinkNotFound: 404,
  PaymentMethodExpired: 409,
  IdempotencyKeyReused: 409,
  PaymentNotCancelable: 409,
  PaymentMethodSetupNotFound: 404,
  PaymentMethodSetupIncomplete: 409,
  PaymentMethodInUse: 409,
  PaymentMethodIsDefault: 409,
  InvalidFilter: 400,
  InvalidOrderBy: 400,
  InvalidSkipToken: 400,
  InvalidAmount: 400,
  PaymentCanceled: 409,
  WebhookSignatureInvalid: 400,

  BankTransactionNotFound: 404,
  BankTransactionNotOpen: 409,
  BankTransactionNotMatched: 409,
  InvalidBankMatch: 400,
  TransferAmountTooHigh: 400,
  PaymentNotReversible: 409,
  TransferNotAvailable: 409,
  PaymentDeclined: 402,
  PaymentNotAttempted: 502,

  InvoiceHasPayments: 409,
  NothingToCredit: 409,
  InvoiceAlreadyCorrected: 409,
  AmountAboveCreditable: 400,
  InvoiceLineNotFound: 400,
  InvoiceNotIssuable: 400,
  InvoiceNumberTaken: 409,
  QueryNotFound: 404,
  QueryClosed: 409,

  PaymentNotSettled: 409,
  PaymentNotRefundable: 409,
  PaymentDisputed: 409,
  NothingToRefund: 409,
  AmountAboveRefundable: 400,
  AmountNotRefundable: 400,
  RefundNotFound: 404,
  RefundNotSettleable: 409,
  RefundNotFailed: 409,
  RefundFailed: 409,
  DisputeNotFound: 404,

  WebhookEndpointDisabled: 409,
  TooManyWebhookEndpoints: 409,
  WebhookUrlRefused: 400,
  UnknownEventType: 400,
  InvalidEventCursor: 400,
  EventCursorExpired: 410,
};
