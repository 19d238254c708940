import type { Dispute } from '../store/kinds.ts';

/** The pieces of evidence that Stripe takes, none given, https://docs.stripe.com/api/disputes/evidence_object */
export const NO_EVIDENCE: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

export type EvidenceName = Exclude<keyof Dispute['evidence'], 'appeal' | 'enhanced_evidence'>;
export const EVIDENCE_NAMES = Object.keys(NO_EVIDENCE).filter(
  (name): name is EvidenceName => name !== 'enhanced_evidence',
);

/** The texts in `uncategorized_text` that decide a test dispute, https://docs.stripe.com/testing#disputes */
export const VERDICTS: Readonly<Record<string, 'won' | 'lost' | 'escalated'>> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'escalated',
};
