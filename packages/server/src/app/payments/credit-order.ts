import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import type { RecordRejection } from './record-payments.ts';

/** Which invoices, how much of each, and with what the rest would be paid. */
export interface UseCreditsOrder {
  readonly billingAccountId: string;
  readonly agreementType: AgreementType;
  readonly invoices: readonly AskedPart[];
  /** Null: credit only, as far as it goes. */
  readonly paymentMethodId: string | null;
  /** Credit notes before money on account, or money on account only. */
  readonly sources: 'all' | 'moneyOnAccount';
  /** Of the whole request; `creditsKey` and, where nothing is left to pay, the key itself will name the payment that is made. */
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
}

/** Without an amount: all that is due. */
export interface AskedPart {
  readonly name: string;
  readonly amountMinor?: bigint | undefined;
}

export interface UsedCredits {
  /** Null: there was none to use, and nothing was written. */
  readonly paymentId: string | null;
  /** What is left to pay of each invoice; none of zero. */
  readonly rest: readonly { readonly name: string; readonly amountMinor: bigint }[];
}

export type UseCreditsRejection =
  | RecordRejection
  | { readonly code: 'NoCreditLeft' | 'CreditNotEnough' | 'AlreadyUsed'; readonly invoiceName?: string | undefined };
