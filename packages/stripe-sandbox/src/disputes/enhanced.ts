import { type Address, addressOf } from '../customers/customer.ts';
import { addressFields } from '../customers/endpoints.ts';
import type { Dispute } from '../store/kinds.ts';
import { invalid } from '../wire/failures.ts';
import { choice, clearable, flag, group, list, type Parsed, required, text } from '../wire/fields.ts';
import type { Terms } from './terms.ts';

type Eligibility = Dispute['evidence_details']['enhanced_eligibility'];
type Enhanced = Dispute['evidence']['enhanced_evidence'];
type CompellingEvidence = NonNullable<Enhanced['visa_compelling_evidence_3']>;
type CompellingStatus = NonNullable<Eligibility['visa_compelling_evidence_3']>;

const identifiers = {
  customer_account_id: clearable(),
  customer_device_fingerprint: clearable(),
  customer_device_id: clearable(),
  customer_email_address: clearable(),
  customer_purchase_ip: clearable(),
  product_description: clearable(20_000),
  shipping_address: group(addressFields),
};
const compliance = group({ fee_acknowledged: flag() });

/** Evidence by the networks' own programmes, https://docs.stripe.com/disputes/api */
export const enhancedFields = group({
  mastercard_compliance: compliance,
  visa_compelling_evidence_3: group({
    disputed_transaction: group({
      ...identifiers,
      merchandise_or_services: choice('merchandise', 'services'),
    }),
    prior_undisputed_transactions: list(group({ ...identifiers, charge: required(text()) })),
  }),
  visa_compliance: compliance,
});
type Given = Exclude<Parsed<{ enhanced: typeof enhancedFields }>['enhanced'], undefined>;

/** New enhanced evidence over old: each programme given replaces what was given for it before. */
export function withEnhanced(old: Enhanced, given: Given | undefined): Enhanced {
  if (given === undefined) return old;
  const { mastercard_compliance: mastercard, visa_compliance: visa, visa_compelling_evidence_3: compelling } = given;
  return {
    ...old,
    ...(mastercard === undefined
      ? {}
      : { mastercard_compliance: { fee_acknowledged: mastercard.fee_acknowledged ?? false } }),
    ...(visa === undefined ? {} : { visa_compliance: { fee_acknowledged: visa.fee_acknowledged ?? false } }),
    ...(compelling === undefined ? {} : { visa_compelling_evidence_3: compellingEvidence(compelling) }),
  };
}

/** How far the evidence meets the programme of the dispute. */
export function eligibilityOf(enhanced: Terms['enhanced'], evidence: Enhanced): Eligibility {
  switch (enhanced) {
    case undefined:
      return {};
    case 'visa_compelling_evidence_3':
      return { visa_compelling_evidence_3: compellingStatus(evidence.visa_compelling_evidence_3) };
    case 'visa_compliance':
    case 'mastercard_compliance': {
      const isAcknowledged = evidence[enhanced]?.fee_acknowledged === true;
      return { [enhanced]: { status: isAcknowledged ? 'fee_acknowledged' : 'requires_fee_acknowledgement' } };
    }
  }
}

/** A compliance case may only be answered by who accepts the network's fee. */
export function requireFeeAcknowledged(eligibility: Eligibility): void {
  for (const name of ['visa_compliance', 'mastercard_compliance'] as const) {
    if (eligibility[name]?.status !== 'requires_fee_acknowledgement') continue;
    const param = `evidence[enhanced_evidence][${name}][fee_acknowledged]`;
    throw invalid('The fee of the network for this dispute must be acknowledged before evidence is submitted.', {
      param,
    });
  }
}

/** Visa wants two earlier payments that nobody disputed and two things by which they were the same customer. */
function compellingStatus(given: CompellingEvidence | undefined): CompellingStatus {
  const disputed = given?.disputed_transaction ?? null;
  const prior = given?.prior_undisputed_transactions ?? [];
  const actions: [isMissing: boolean, action: CompellingStatus['required_actions'][number]][] = [
    [identifiersIn(disputed) < 2, 'missing_customer_identifiers'],
    [!disputed?.product_description, 'missing_disputed_transaction_description'],
    [!disputed?.merchandise_or_services, 'missing_merchandise_or_services'],
    [prior.length < 2, 'missing_prior_undisputed_transactions'],
    [prior.some((one) => !one.product_description), 'missing_prior_undisputed_transaction_description'],
  ];
  const open = actions.filter(([isMissing]) => isMissing).map(([, action]) => action);
  return { required_actions: open, status: open.length === 0 ? 'qualified' : 'requires_action' };
}

type Transaction = NonNullable<CompellingEvidence['disputed_transaction']>;

function identifiersIn(transaction: Transaction | null): number {
  if (transaction === null) return 0;
  const { customer_account_id, customer_device_fingerprint, customer_device_id } = transaction;
  const { customer_email_address, customer_purchase_ip, shipping_address } = transaction;
  const found = [customer_account_id, customer_device_fingerprint, customer_device_id, customer_email_address];
  return [...found, customer_purchase_ip, shipping_address].filter(Boolean).length;
}

function compellingEvidence(given: NonNullable<Given['visa_compelling_evidence_3']>): CompellingEvidence {
  const disputed = given.disputed_transaction;
  return {
    disputed_transaction:
      disputed === undefined
        ? null
        : { ...identified(disputed), merchandise_or_services: disputed.merchandise_or_services ?? null },
    prior_undisputed_transactions: (given.prior_undisputed_transactions ?? []).map((one) => {
      return { ...identified(one), charge: one.charge };
    }),
  };
}

type IdentifierName = Exclude<keyof typeof identifiers, 'shipping_address'>;

function identified(
  given: Readonly<Partial<Record<IdentifierName, string | null | undefined>>> & {
    shipping_address?: Address | undefined;
  },
): Omit<Transaction, 'merchandise_or_services'> {
  const { shipping_address: address } = given;
  return {
    customer_account_id: given.customer_account_id ?? null,
    customer_device_fingerprint: given.customer_device_fingerprint ?? null,
    customer_device_id: given.customer_device_id ?? null,
    customer_email_address: given.customer_email_address ?? null,
    customer_purchase_ip: given.customer_purchase_ip ?? null,
    product_description: given.product_description ?? null,
    shipping_address: address === undefined ? null : addressOf(address),
  };
}
