import type { ProblemCatalogue, ProblemFacts } from './problem-facts.ts';

/** English, the source language. A sentence says what is wrong and what to do. */
export const SENTENCES_EN_US: ProblemCatalogue = {
  problems: {
    MissingApiVersionParameter: ({ supported }) =>
      `The api-version query parameter is required. Use one of: ${supported}.`,
    InvalidApiVersionParameter: ({ asked, supported }) =>
      `The api-version '${asked}' is not supported. Use one of: ${supported}.`,
    AuthenticationFailed: () => 'Sign in, or send a bearer token in the Authorization header.',
    InvalidAuthenticationToken: () => 'The access token is not valid, has expired or has been revoked. Get a new one.',
    CrossSiteRequest: () => 'This request came from another site and was refused. Open the portal and try again there.',
    AuthorizationFailed: () =>
      'You do not have permission to do this. A billing account owner can give you a role that does.',
    InvalidRequestBody: ({ count }) =>
      count === 1 ? 'A value in the request is not valid.' : `${count} values in the request are not valid.`,
    InvalidQueryParameter: ({ count }) =>
      count === 1 ? 'A query parameter is not valid.' : `${count} query parameters are not valid.`,
    InvalidPathParameter: () => 'A part of the address is not valid.',
    InvalidHeader: () => 'A header of the request is not valid.',
    MalformedJson: () => 'The body of the request is not valid JSON.',
    MalformedForm: ({ mostFiles }) =>
      `The form could not be read. Send multipart/form-data with 1 to ${mostFiles} files and nothing else.`,
    RequestEntityTooLarge: ({ limitMiB }) => `The body of the request is too large. The limit is ${limitMiB} MiB.`,
    UnsupportedMediaType: ({ mediaType }) =>
      `The content type ${mediaType === '' ? '(none)' : mediaType} is not supported here. Send application/json.`,
    NotFound: () => 'There is nothing at this address.',
    MethodNotAllowed: ({ method, allowed }) => `${method} is not possible here. Possible are: ${allowed}.`,
    PreconditionFailed: () => 'It has been changed since you read it. Read it again and repeat your change.',
    TooManyRequests: ({ retryAfterSeconds }) =>
      `Too many requests. Try again in ${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}.`,
    BadRequest: () => 'The request could not be understood.',
    InternalServerError: ({ correlationId }) =>
      `Something went wrong on our side. Try again; if it stays, give support this number: ${correlationId}.`,
    ServiceUnavailable: () => 'The service is busy or cannot be reached right now. Try again shortly.',

    BillingAccountNotFound: () => 'The billing account was not found, or you have no access to it.',
    BillingProfileNotFound: () => 'The billing profile was not found, or you have no access to it.',
    InvoiceSectionNotFound: () => 'The invoice section was not found, or you have no access to it.',
    InvoiceNotFound: ({ invoiceName }) => `Invoice ${invoiceName} was not found, or you have no access to it.`,
    DocumentNotFound: () => 'The document was not found, or you have no access to it.',
    PaymentNotFound: () => 'The payment was not found, or you have no access to it.',
    PaymentMethodNotFound: () => 'The payment method was not found, or you may not use it here.',
    PaymentMethodLinkNotFound: () => 'The payment method is not attached to this billing profile.',
    WebhookEndpointNotFound: () => 'The webhook endpoint was not found.',
    WebhookDeliveryNotFound: () => 'The delivery was not found. Deliveries are kept for 30 days.',

    SignInFailed: () => 'The e-mail address or the password is not right.',
    TooManySignInAttempts: ({ retryAfterSeconds }) =>
      `Too many attempts. Wait ${inTime(retryAfterSeconds)} and try again.`,
    SignUpClosed: () => 'Sign-up is closed here. Ask your vendor for access.',
    InvitationNotValid: () =>
      'The invitation is not valid, has been used or has expired. Ask your vendor for a new one.',
    EmailTaken: () => 'There is already a person with this e-mail address. Sign in instead.',
    AgreementVersionNotCurrent: ({ current }) => `The agreement has been renewed. Read and accept version ${current}.`,
    CurrencyNotSupported: ({ currency }) => `The currency ${currency} is not known. Choose another one.`,
    CountryNotSupported: ({ country }) => `The country ${country} is not known. Use its two-letter code, such as NO.`,
    TimeZoneNotKnown: ({ timeZone }) => `The time zone ${timeZone} is not known. Use one such as Europe/Oslo.`,

    NoPermission: () =>
      'You do not have permission to pay this invoice. A billing account owner can give you a role that does.',
    InvoiceVoid: ({ invoiceName }) => `Invoice ${invoiceName} is void. Nothing is to be paid.`,
    CreditNote: ({ invoiceName }) => `${invoiceName} is a credit note. Nothing is to be paid.`,
    InvoiceAlreadyPaid: ({ invoiceName }) => `Invoice ${invoiceName} is already paid.`,
    InvoiceDisputed: ({ invoiceName }) =>
      `Invoice ${invoiceName} is disputed. It can be paid when the dispute has been settled.`,
    PaymentInProgress: ({ invoiceName }) =>
      `A payment of invoice ${invoiceName} is being processed. Wait for it to finish; you are not charged twice.`,
    CardNotAllowed: () => 'Invoices of this type of account cannot be paid by card. Pay by bank transfer.',
    SeveralCurrencies: ({ currencies }) =>
      `Invoices in different currencies${currencies === undefined ? '' : ` (${currencies})`} cannot be paid together. Pay each currency by itself.`,
    AmountAboveDue: ({ invoiceName }) => `The amount is more than what is due on invoice ${invoiceName}.`,
    PartPaymentNotAllowed: () => 'Part payment is not possible for this type of account. Pay the whole amount due.',
    AmountBelowMinimum: ({ invoiceName }) =>
      `The amount for invoice ${invoiceName} is below the least that can be paid in its currency.`,
    AmountNotChargeable: () =>
      'Cards cannot be charged the last decimal of this currency. Choose an amount whose last decimal is zero.',
    InvoiceNamedTwice: ({ invoiceName }) => `Invoice ${invoiceName} is named twice. Name each invoice once.`,
    TooManyInvoices: ({ most }) => `More than ${most} invoices are due. Choose at most ${most} to pay at a time.`,
    NothingDue: () => 'There is nothing due that you can pay.',
    PaymentMethodRequired: () => 'Choose a payment method, or use credit that covers everything.',
    NoCreditLeft: () => 'There is no credit and no money on account to use on this.',
    CreditNotEnough: () =>
      'Credit and money on account do not cover the amount. Choose a payment method for the rest, or a lower amount.',
    AutomaticPaymentNotPossible: ({ reason }) => reason,
    PayLinkNotFound: () => 'This pay link does not open an invoice any more. Ask whoever sent it for a new one.',
    AboveCardLimit: () => 'The amount is above the limit for cards. Pay by bank transfer, or pay a part of it.',
    PaymentMethodExpired: () => 'The card has expired. Choose another card or add a new one.',
    IdempotencyKeyReused: () =>
      'This idempotency key was used for another request. Use a new key for each new request.',
    PaymentNotCancelable: () =>
      'Only a payment that waits for you can be given up. This one is settled, or its outcome is not known yet.',
    PaymentMethodSetupNotFound: () => 'There is no such card setup of yours. Start adding the card again.',
    PaymentMethodSetupIncomplete: () => 'The card is not confirmed yet. Complete the card form, then try again.',
    PaymentMethodInUse: ({ count }) =>
      count === 1
        ? 'The card cannot be removed yet: one thing still needs it. See details.'
        : `The card cannot be removed yet: ${count} things still need it. See details.`,
    PaymentMethodIsDefault: () =>
      'The card is the default of this billing profile. Make another card the default first.',
    InvalidFilter: ({ position, message }) => `The filter makes no sense at position ${position}: ${message}.`,
    InvalidOrderBy: ({ known }) => `orderBy takes one of ${known}, followed by asc or desc.`,
    InvalidSkipToken: () =>
      'The page link is not one of this list, or its order has changed. Read the list from the start.',
    InvalidAmount: ({ currency }) =>
      `The amount must be a number above zero with no more decimals than ${currency} has, in the currency of the invoice.`,
    PaymentCanceled: () => 'The payment was given up, and nothing was charged. Pay again when you like.',
    WebhookSignatureInvalid: () => 'The signature is not the gateway’s, or it is too old. Nothing was stored.',
    BankTransactionNotFound: () => 'There is no such bank transaction. Check its name.',
    BankTransactionNotOpen: () =>
      'This bank transaction cannot be decided about: it is matched, reversed, or of the wrong direction. Unmatch it first.',
    BankTransactionNotMatched: () =>
      'This bank transaction is neither matched nor ignored, so there is nothing to take back.',
    InvalidBankMatch: () =>
      'Name a billing account with invoices, or with a profile for money on account; amounts must be positive. Or, for a debit, only what it reverses.',
    TransferAmountTooHigh: () => 'The amounts for the invoices add up to more than the transfer. Lower one of them.',
    PaymentNotReversible: () =>
      'Something of this payment was refunded, or it is reversed already. Settle the difference with the payer.',
    TransferNotAvailable: () =>
      'This invoice names no bank account and the issuer has configured none. Ask the issuer where to pay.',
    PaymentDeclined: ({ reason }) => reason,
    PaymentNotAttempted: () =>
      'The payment service could not be reached and nothing was charged. Try again in a moment.',
    InvoiceHasPayments: ({ invoiceName }) =>
      `Something was paid of invoice ${invoiceName}, or is being paid, so it cannot be made void. Issue a credit note instead.`,
    InvoiceAlreadyCorrected: ({ invoiceName }) =>
      `Invoice ${invoiceName} has been corrected already. If the corrected invoice is wrong too, correct that one.`,
    NothingToCredit: ({ invoiceName }) => `Nothing is left to credit of invoice ${invoiceName}.`,
    AmountAboveCreditable: ({ creditable }) => `At most ${creditable} is left to credit.`,
    InvoiceLineNotFound: ({ lineId }) => `The invoice has no line ${lineId}.`,
    InvoiceNotIssuable: ({ count }) =>
      `The invoice cannot be issued: ${count === 1 ? 'one thing is' : `${count} things are`} wrong with it. See details.`,
    InvoiceNumberTaken: ({ number }) =>
      `Number ${number} is taken by another invoice. Leave the number out, or choose another.`,
    QueryNotFound: () => 'There is no such query about this invoice.',
    QueryClosed: () => 'The query is closed. Ask again to open a new one.',

    PaymentNotSettled: () => 'The payment has not settled, so there is nothing to refund yet.',
    PaymentNotRefundable: () =>
      'This payment was made with credit, or the bank has taken it back, so there is no money to send back.',
    PaymentDisputed: () =>
      "The payer's bank has taken money of this payment back in a dispute, so it cannot be refunded. Answer the dispute.",
    NothingToRefund: () => 'Nothing is left to refund: it has been refunded, or is on its way.',
    AmountAboveRefundable: ({ refundable }) => `At most ${refundable} is left to refund.`,
    AmountNotRefundable: () =>
      'Cards cannot be refunded the last decimal of this currency. Choose an amount whose last decimal is zero.',
    RefundNotFound: () => 'There is no such refund, or you may not see it.',
    RefundNotSettleable: () =>
      'Only the refund of a bank transfer that has not been paid out yet is settled by hand. The payment service does it for others.',
    RefundNotFailed: () => 'The refund has not failed, so there is nothing to acknowledge.',
    RefundFailed: ({ reason }) => reason,
    DisputeNotFound: () => 'There is no such dispute, or you may not see it.',

    WebhookEndpointDisabled: () => 'The webhook endpoint is switched off. Switch it on first.',
    TooManyWebhookEndpoints: ({ most }) =>
      `An account can have ${most} webhook endpoints. Remove one that is not needed.`,
    WebhookUrlRefused: ({ reason }) => WEBHOOK_URL[reason],
    UnknownEventType: ({ type, known }) => `There is no event type ${type}. Use one of: ${known}.`,
    InvalidEventCursor: () => 'The cursor is not one that an earlier answer gave. Start without one.',
    EventCursorExpired: () =>
      'The cursor is more than 30 days old, and events after it may have been forgotten. Read the resources, then start without a cursor.',
  },
  violations: {
    required: () => 'Is required.',
    unknown: () => 'Is not known here. Remove it.',
    type: (limit) => `Must be of type ${limit}.`,
    format: (limit) => `Must be a valid ${FORMATS[limit] ?? limit}.`,
    tooShort: (limit) => (limit === '1' ? 'Must not be empty.' : `Must have at least ${limit} characters.`),
    tooLong: (limit) => `Must have at most ${limit} characters.`,
    tooSmall: (limit) => `Must be at least ${limit}.`,
    tooLarge: (limit) => `Must be at most ${limit}.`,
    tooFew: (limit) => `Must have at least ${limit} items.`,
    tooMany: (limit) => `Must have at most ${limit} items.`,
    notAllowed: (limit) => (limit === '' ? 'Is not one of the allowed values.' : `Must be one of: ${limit}.`),
    pattern: () => 'Does not have the right form.',
    invalid: () => 'Is not valid.',
  },
};

const WEBHOOK_URL: Readonly<Record<ProblemFacts['WebhookUrlRefused']['reason'], string>> = {
  malformed: 'This is not a complete address. Use one such as https://example.com/hooks.',
  scheme: 'The address must begin with https://.',
  credentials: 'The address must not carry a user name or a password. Check the signature of each message instead.',
  fragment: 'The address must not have a part after #.',
  port: 'The port must be 80, 443, or 1024 and above.',
  address: 'Messages are not sent to private addresses. Use one that can be reached from the internet.',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'e-mail address',
  'date-time': 'date and time',
  date: 'date',
};

function inTime(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 90 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${minutes} minutes`;
}
