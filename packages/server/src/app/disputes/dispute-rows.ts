import type { DisputeState, HeldPart } from '@betalt/core/payments/dispute.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { GatewayDispute } from '../../gateways/gateway.ts';

/** A dispute as it is known. */
export interface KnownDispute {
  readonly disputeId: string;
  readonly state: DisputeState;
  readonly isInquiry: boolean;
  readonly parts: readonly HeldPart[];
}

export interface DisputePlace {
  readonly billingAccountId: string;
  readonly gateway: string;
  readonly gatewayDisputeId: string;
}

/** Locks a dispute by the gateway's name for it, after its payment; `undefined` when it is heard of first. */
export async function lockDispute(tx: Tx, place: DisputePlace): Promise<KnownDispute | undefined> {
  const { rows } = await sql<Omit<KnownDispute, 'parts'> & { readonly parts: readonly PartInJson[] }>`
    select dispute_id as "disputeId", state, is_inquiry as "isInquiry", parts from dispute
    where billing_account_id = ${place.billingAccountId} and gateway = ${place.gateway} and gateway_dispute_id = ${place.gatewayDisputeId}
    for update`.execute(tx);
  const [row] = rows;
  return row === undefined ? undefined : { ...row, parts: row.parts.map(fromJson) };
}

/** Writes a dispute as it is now. */
export async function saveDispute(
  tx: Tx,
  place: DisputePlace & { readonly paymentId: string },
  dispute: KnownDispute,
  { news, at }: { readonly news: GatewayDispute; readonly at: Date },
): Promise<void> {
  const { state, isInquiry } = dispute;
  const changing = {
    state,
    is_inquiry: isInquiry,
    parts: JSON.stringify(dispute.parts.map(toJson)),
    amount_minor: news.amountMinor,
    reason: news.reason,
    evidence_due_at: news.evidenceDueAt ?? null,
    closed_at: state === 'open' ? null : at,
  };
  await tx
    .insertInto('dispute')
    .values({
      billing_account_id: place.billingAccountId,
      dispute_id: dispute.disputeId,
      payment_id: place.paymentId,
      gateway: place.gateway,
      gateway_dispute_id: place.gatewayDisputeId,
      currency: news.currency,
      opened_at: news.openedAt,
      ...changing,
    })
    .onConflict((conflict) => conflict.constraint('dispute_pk').doUpdateSet(changing))
    .execute();
}

/** Amounts inside JSON are text, since JSON has no bigint. */
type PartInJson = Omit<HeldPart, 'invoiceMinor' | 'onAccountMinor' | 'beyondMinor'> & {
  readonly [Amount in 'invoiceMinor' | 'onAccountMinor' | 'beyondMinor']: string;
};

function fromJson({ invoiceMinor, onAccountMinor, beyondMinor, ...part }: PartInJson): HeldPart {
  return {
    ...part,
    invoiceMinor: BigInt(invoiceMinor),
    onAccountMinor: BigInt(onAccountMinor),
    beyondMinor: BigInt(beyondMinor),
  };
}

function toJson({ invoiceMinor, onAccountMinor, beyondMinor, ...part }: HeldPart): PartInJson {
  return {
    ...part,
    invoiceMinor: invoiceMinor.toString(),
    onAccountMinor: onAccountMinor.toString(),
    beyondMinor: beyondMinor.toString(),
  };
}
