import type { Payment } from '@betalt/contract/payments/payment.ts';
import type { PaymentMethod, PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { type ApiVersion, OWN_VERSION } from '@betalt/contract/versions.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { PaymentMethodLinkRow, PaymentMethodRow } from '../../db/queries/payment-methods.ts';
import type { PaymentRow } from '../../db/queries/payments.ts';
import { declineSentence } from './decline-sentences.ts';

type Outcome = Payment['properties']['outcome'];

/** A payment for a caller who may read all its invoices. `nextAction` only for the payer: the challenge is theirs. */
export function presentPayment(
  row: PaymentRow,
  accountId: string,
  language: Language,
  callerId: string,
  credits?: PaymentRow,
): Payment {
  const amount = (amountMinor: bigint) => ({
    currency: row.currency,
    value: toArmNumber({ amountMinor, currency: row.currency as Currency }),
  });
  const decline = declineOf(row, language);
  const nextAction = callerId === row.paid_by ? nextActionOf(row) : undefined;
  return {
    id: `${accountId}/payments/${row.payment_id}`,
    name: row.payment_id,
    type: 'Microsoft.Billing/billingAccounts/payments',
    properties: {
      amount: amount(row.amount_minor),
      outcome: row.outcome as Outcome,
      createdAt: row.created_at.toISOString(),
      ...(row.settled_at === null ? {} : { settledAt: row.settled_at.toISOString() }),
      ...(row.payment_method_id === null ? {} : { paymentMethodId: methodResourceId(row.payment_method_id) }),
      paymentMethodFamily: row.method_family,
      ...(row.method_brand === null
        ? {}
        : {
            paymentMethodType: row.method_brand,
            paymentMethodDisplayName: methodName(row.method_brand, row.method_last_four),
          }),
      paidBy: row.paid_by_name,
      isAutomatic: row.is_automatic,
      refundedAmount: amount(row.refunded_minor),
      ...(credits === undefined ? {} : { creditsUsed: creditsUsedOf(credits, accountId) }),
      allocations: row.allocations.map((part) => ({
        invoiceId: `${accountId}/invoices/${part.invoice_name}`,
        invoiceName: part.invoice_name,
        amount: amount(BigInt(part.amount_minor)),
        returnedAmount: amount(BigInt(part.returned_minor)),
      })),
      attempts: row.attempts.map((attempt) => ({
        attemptId: attempt.attempt_id,
        outcome: attempt.outcome as Outcome,
        startedAt: new Date(attempt.started_at).toISOString(),
        ...(attempt.gateway_payment_id === null ? {} : { gatewayReference: attempt.gateway_payment_id }),
      })),
      ...(decline === undefined ? {} : { decline }),
      ...(nextAction === undefined ? {} : { nextAction }),
    },
  };
}

/** The payment out of credit that the same request made first. */
export function creditsUsedOf(credits: PaymentRow, accountId: string) {
  const currency = credits.currency as Currency;
  return {
    paymentId: `${accountId}/payments/${credits.payment_id}`,
    amount: { currency, value: toArmNumber({ currency, amountMinor: credits.amount_minor }) },
  };
}

export function declineOf(row: PaymentRow, language: Language) {
  if (row.outcome !== 'declined') return undefined;
  const code = isDeclineCode(row.decline_code ?? '')
    ? (row.decline_code as Parameters<typeof declineSentence>[0])
    : 'card_declined';
  return { code, message: declineSentence(code, language) };
}

export function nextActionOf(row: PaymentRow) {
  if (row.outcome !== 'requires_action' || row.client_secret === null || row.expires_at === null) return undefined;
  return { type: 'useGatewaySdk' as const, clientSecret: row.client_secret, expiresAt: row.expires_at.toISOString() };
}

export function methodResourceId(paymentMethodId: string): string {
  return `/providers/Microsoft.Billing/paymentMethods/${paymentMethodId}`;
}

export function presentMethod(row: PaymentMethodRow, version: ApiVersion, now: Date): PaymentMethod {
  return {
    id: methodResourceId(row.payment_method_id),
    name: row.payment_method_id,
    type: 'Microsoft.Billing/paymentMethods',
    properties: methodProperties(row, version, now),
  };
}

export function presentLink(
  row: PaymentMethodLinkRow,
  profileId: string,
  version: ApiVersion,
  now: Date,
): PaymentMethodLink {
  return {
    id: `${profileId}/paymentMethodLinks/${row.payment_method_id}`,
    name: row.payment_method_id,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks',
    properties: {
      paymentMethodId: methodResourceId(row.payment_method_id),
      paymentMethod: methodProperties(row, version, now),
      ...(version === OWN_VERSION ? { isDefault: row.is_default } : {}),
    },
  };
}

function methodProperties(row: PaymentMethodRow, version: ApiVersion, now: Date): PaymentMethod['properties'] {
  const isExpired = hasExpired(row, now);
  return {
    family: row.family as PaymentMethod['properties']['family'],
    paymentMethodType: row.brand,
    displayName: methodName(row.brand, row.last_four),
    ...(row.holder_name === null ? {} : { accountHolderName: row.holder_name }),
    ...(row.last_four === null ? {} : { lastFourDigits: row.last_four }),
    ...(row.expires_month === null || row.expires_year === null
      ? {}
      : { expiration: `${row.expires_month}/${row.expires_year}` }),
    logos: [],
    status: isExpired ? 'inactive' : 'active',
    ...(version === OWN_VERSION ? { isExpired } : {}),
  };
}

/** A card is good to the end of the month that is printed on it. */
function hasExpired(row: PaymentMethodRow, now: Date): boolean {
  return (
    row.expires_year !== null &&
    row.expires_month !== null &&
    Date.UTC(row.expires_year, row.expires_month, 1) <= now.getTime()
  );
}

const BRAND_NAMES: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

export function methodName(brand: string, lastFour: string | null): string {
  const name = BRAND_NAMES[brand] ?? brand;
  return lastFour === null ? name : `${name} •••• ${lastFour}`;
}
