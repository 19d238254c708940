import type { Dispute } from '../store/kinds.ts';

type EnhancedType = 'mastercard_compliance' | 'visa_compelling_evidence_3' | 'visa_compliance';

/** Why and by which rules a charge is disputed. */
export interface Terms {
  readonly reason: DisputeReason;
  readonly caseType: 'chargeback' | 'compliance' | 'inquiry';
  /** The card network's own code for the reason. */
  readonly networkCode: string | null;
  /** The network's programme by whose evidence it may be won. */
  readonly enhanced?: EnhancedType;
  /** Stripe would answer for the merchant. */
  readonly isSmart?: boolean;
}

/** https://docs.stripe.com/disputes/categories */
export const DISPUTE_REASONS = [
  'bank_cannot_process',
  'check_returned',
  'credit_not_processed',
  'customer_initiated',
  'debit_not_authorized',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

/** The disputes that test cards bring about, https://docs.stripe.com/testing#disputes */
export const TEST_TERMS = {
  fraudulent: { reason: 'fraudulent', caseType: 'chargeback', networkCode: '10.4' },
  product_not_received: { reason: 'product_not_received', caseType: 'chargeback', networkCode: '13.1' },
  inquiry: { reason: 'general', caseType: 'inquiry', networkCode: '10.4' },
  visa_compelling_evidence: {
    reason: 'fraudulent',
    caseType: 'chargeback',
    networkCode: '10.4',
    enhanced: 'visa_compelling_evidence_3',
  },
  visa_compliance: { reason: 'noncompliant', caseType: 'compliance', networkCode: null, enhanced: 'visa_compliance' },
  mastercard_compliance: {
    reason: 'noncompliant',
    caseType: 'compliance',
    networkCode: null,
    enhanced: 'mastercard_compliance',
  },
  smart: { reason: 'fraudulent', caseType: 'chargeback', networkCode: '10.4', isSmart: true },
} as const satisfies Record<string, Terms>;

export type TestDispute = keyof typeof TEST_TERMS;

/** The statuses in which the merchant may answer. */
export const ANSWERABLE: ReadonlySet<Dispute['status']> = new Set(['needs_response', 'warning_needs_response']);
const CLOSED: ReadonlySet<Dispute['status']> = new Set(['lost', 'warning_closed', 'won']);
const HARMLESS: ReadonlySet<Dispute['status']> = new Set(['won', 'warning_closed']);

export function isClosed(dispute: Dispute): boolean {
  return CLOSED.has(dispute.status);
}

export function isInquiry(dispute: Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

/** It holds the money, or has lost it: what it is about cannot be refunded. */
export function isStanding(dispute: Dispute): boolean {
  return !isInquiry(dispute) && !HARMLESS.has(dispute.status);
}
