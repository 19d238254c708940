import { mergeMetadata } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import type { Dispute } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { invalid } from '../wire/failures.ts';
import { choice, clearable, type Field, flag, group, metadata, type Parsed } from '../wire/fields.ts';
import { eligibilityOf, enhancedFields, requireFeeAcknowledged, withEnhanced } from './enhanced.ts';
import { EVIDENCE_NAMES, type EvidenceName, VERDICTS } from './evidence.ts';
import { ANSWERABLE, isInquiry, type Terms } from './terms.ts';

const pieces = Object.fromEntries(EVIDENCE_NAMES.map((name) => [name, clearable(20_000)])) as Record<
  EvidenceName,
  Field<string | null | undefined>
>;
export const answerFields = {
  evidence: group({ ...pieces, enhanced_evidence: enhancedFields }),
  intended_submission_method: choice('manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes'),
  metadata: metadata(),
  submit: flag(),
};
type Answer = Parsed<typeof answerFields>;

/** Keeps what the merchant says; when submitted it goes to the bank, whose verdict on the test texts comes later. */
export function respond(tx: Tx, dispute: Dispute, given: Answer): Dispute {
  requireAnswerable(dispute);
  const { enhanced_evidence: enhanced, ...told } = given.evidence ?? {};
  const evidence: Dispute['evidence'] = {
    ...dispute.evidence,
    ...withoutUndefined(told),
    enhanced_evidence: withEnhanced(dispute.evidence.enhanced_evidence, enhanced),
  };
  const isSubmitted = (given.submit ?? true) && given.evidence !== undefined;
  const eligibility = eligibilityOf(
    dispute.enhanced_eligibility_types[0] as Terms['enhanced'],
    evidence.enhanced_evidence,
  );
  if (isSubmitted) requireFeeAcknowledged(eligibility);
  const details = dispute.evidence_details;
  const updated = tx.save<Dispute>({
    ...dispute,
    evidence,
    evidence_details: {
      ...details,
      enhanced_eligibility: eligibility,
      has_evidence: details.has_evidence || given.evidence !== undefined,
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? 'manual' : details.submission_method,
    },
    intended_submission_method: given.intended_submission_method ?? dispute.intended_submission_method,
    metadata: mergeMetadata(dispute.metadata, given.metadata),
    status: isSubmitted ? (isInquiry(dispute) ? 'warning_under_review' : 'under_review') : dispute.status,
  });
  emit(tx, 'charge.dispute.updated', updated);
  const verdict = VERDICTS[evidence.uncategorized_text ?? ''];
  if (isSubmitted && verdict !== undefined) tx.later(`dispute.close.${verdict}`, dispute.id);
  return updated;
}

export function requireAnswerable(dispute: Dispute): void {
  if (!ANSWERABLE.has(dispute.status)) throw invalid('This dispute is already closed or under review.');
}

function withoutUndefined(told: Partial<Record<EvidenceName, string | null | undefined>>) {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
