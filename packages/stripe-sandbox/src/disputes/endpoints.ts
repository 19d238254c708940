import { mergeMetadata } from '../customers/customer.ts';
import { emit } from '../events/emit.ts';
import type { Dispute } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/failures.ts';
import { clearable, type Field, flag, group, list, metadata, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { closeDispute } from './dispute.ts';
import { EVIDENCE_NAMES, VERDICTS } from './evidence.ts';

const expand = list(text());
type EvidenceName = (typeof EVIDENCE_NAMES)[number];
const evidence = group(
  Object.fromEntries(EVIDENCE_NAMES.map((name) => [name, clearable(20_000)])) as Record<
    EvidenceName,
    Field<string | null | undefined>
  >,
);
const OPEN: ReadonlySet<string> = new Set(['needs_response', 'warning_needs_response']);

export const disputeEndpoints = [
  endpoint({
    method: 'GET',
    path: '/v1/disputes',
    access: 'secret',
    fields: { ...pageFields, charge: text(), payment_intent: text(), expand },
    run: (tx, { params, path }) =>
      listPage(tx, 'dispute', path, params, { charge: params.charge, payment_intent: params.payment_intent }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/disputes/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('dispute', id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/disputes/:id',
    access: 'secret',
    fields: { evidence, metadata: metadata(), submit: flag(), expand },
    run: (tx, { id, params }) =>
      respond(tx, tx.get('dispute', id), params.evidence, params.metadata, params.submit ?? true),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    access: 'secret',
    fields: { expand },
    run(tx, { id }) {
      const dispute = tx.get('dispute', id);
      requireOpen(dispute);
      return closeDispute(tx, dispute, 'lost');
    },
  }),
];

type Evidence = Readonly<Partial<Record<EvidenceName, string | null | undefined>>> | undefined;

/** Submitted evidence goes to the bank, whose verdict on the two test texts comes later. */
function respond(
  tx: Tx,
  dispute: Dispute,
  given: Evidence,
  words: Record<string, string> | null | undefined,
  submit: boolean,
): Dispute {
  requireOpen(dispute);
  const told = Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined));
  const submitted = submit && given !== undefined;
  const inquiry = dispute.status === 'warning_needs_response';
  const details = dispute.evidence_details;
  const updated = tx.save<Dispute>({
    ...dispute,
    evidence: { ...dispute.evidence, ...told },
    evidence_details: {
      ...details,
      has_evidence: given !== undefined,
      submission_count: details.submission_count + (submitted ? 1 : 0),
    },
    metadata: mergeMetadata(dispute.metadata, words),
    status: !submitted ? dispute.status : inquiry ? 'warning_under_review' : 'under_review',
  });
  emit(tx, 'charge.dispute.updated', updated);
  const verdict = VERDICTS[updated.evidence.uncategorized_text ?? ''];
  if (submitted && verdict !== undefined) tx.later(`dispute.close.${verdict}`, dispute.id);
  return updated;
}

function requireOpen(dispute: Dispute): void {
  if (!OPEN.has(dispute.status)) throw invalid('This dispute is already closed or under review.');
}
