import { CHALLENGE_EXPIRES_AFTER_MS, CHECK_AFTER_SECONDS, type PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import { newId } from '../../db/new-id.ts';
import type { GatewayResult } from '../../gateways/gateway.ts';

/** Which attempt of which payment a gateway's word is about. */
export interface AttemptReference {
  readonly billingAccountId: string;
  readonly paymentId: string;
  readonly attemptId: string;
}

/** One result as `apply_gateway_results` takes it (migration 0013). */
export type ApplyRequest = Record<string, unknown>;

/** The function's answer: the payment's outcome now, and whether this result changed it. */
export type ApplyAnswer =
  | { readonly outcome: PaymentOutcome; readonly changed: boolean }
  | { readonly rejection: 'PaymentNotFound' };

export function toApplyRequest(attempt: AttemptReference, result: GatewayResult, at: Date): ApplyRequest {
  return {
    billingAccountId: attempt.billingAccountId,
    paymentId: attempt.paymentId,
    attemptId: attempt.attemptId,
    outcome: result.outcome,
    gatewayPaymentId: result.gatewayPaymentId,
    capturedMinor: result.capturedMinor?.toString(),
    declineCode: result.declineCode,
    clientSecret: result.clientSecret,
    at: at.toISOString(),
    expiresAt: new Date(at.getTime() + CHALLENGE_EXPIRES_AFTER_MS).toISOString(),
    checkAfterSeconds: CHECK_AFTER_SECONDS,
    journalEntryId: newId(),
    eventId: newId(),
    onAccountEventId: newId(),
  };
}
