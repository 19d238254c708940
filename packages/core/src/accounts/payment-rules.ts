import { currencies, exponentOf } from '../money/currency.ts';

/**
 * What differs by the type of account, as data: who may pay by card, up to which amount, and whether a part may be paid.
 * Source: Azure's table of agreement and payment method (docs/domain/access.md); where Azure prints no figure, the decision is ours
 * (docs/decisions/0006): limits in other currencies are round sums near USD 50,000, minimums are the gateway's own.
 */

export type AgreementType =
  | 'MicrosoftCustomerAgreement'
  | 'MicrosoftOnlineServicesProgram'
  | 'EnterpriseAgreement'
  | 'MicrosoftPartnerAgreement';

export interface PaymentRules {
  readonly cardAllowed: boolean;
  readonly partPayment: boolean;
  /** The most that one payment by card may be, in minor units by currency; a currency without a row has no limit. */
  readonly cardLimitMinor: Readonly<Record<string, bigint>>;
  /** The least that one payment may be, in minor units by currency; a currency without a row has one minor unit. */
  readonly minimumMinor: Readonly<Record<string, bigint>>;
  /** What a payment by card is a multiple of, in minor units by currency; a currency without a row has one minor unit. */
  readonly stepMinor: Readonly<Record<string, bigint>>;
}

const CUSTOMER_AGREEMENT_CARD_LIMIT = {
  USD: 50_000_00n,
  EUR: 50_000_00n,
  GBP: 40_000_00n,
  NOK: 500_000_00n,
  SEK: 500_000_00n,
  DKK: 350_000_00n,
  CHF: 45_000_00n,
  JPY: 7_500_000n,
} as const;

const GATEWAY_MINIMUM = {
  USD: 50n,
  EUR: 50n,
  GBP: 30n,
  NOK: 300n,
  SEK: 300n,
  DKK: 250n,
  CHF: 50n,
  JPY: 50n,
} as const;

/** Currencies of three decimals are charged in whole hundredths: docs.stripe.com/currencies, *three-decimal currencies*. */
export const GATEWAY_STEP: Readonly<Record<string, bigint>> = Object.fromEntries(
  currencies.filter((currency) => exponentOf(currency) === 3).map((currency) => [currency, 10n]),
);

const UNLIMITED = {} as const;

export const PAYMENT_RULES: Readonly<Record<AgreementType, PaymentRules>> = {
  MicrosoftCustomerAgreement: {
    cardAllowed: true,
    partPayment: true,
    cardLimitMinor: CUSTOMER_AGREEMENT_CARD_LIMIT,
    minimumMinor: GATEWAY_MINIMUM,
    stepMinor: GATEWAY_STEP,
  },
  MicrosoftOnlineServicesProgram: {
    cardAllowed: true,
    partPayment: true,
    cardLimitMinor: UNLIMITED,
    minimumMinor: GATEWAY_MINIMUM,
    stepMinor: GATEWAY_STEP,
  },
  EnterpriseAgreement: {
    cardAllowed: false,
    partPayment: false,
    cardLimitMinor: UNLIMITED,
    minimumMinor: GATEWAY_MINIMUM,
    stepMinor: GATEWAY_STEP,
  },
  MicrosoftPartnerAgreement: {
    cardAllowed: true,
    partPayment: false,
    cardLimitMinor: CUSTOMER_AGREEMENT_CARD_LIMIT,
    minimumMinor: GATEWAY_MINIMUM,
    stepMinor: GATEWAY_STEP,
  },
};
