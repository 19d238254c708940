import type { RefundPart } from '@betalt/core/payments/refund.ts';
import type { RefundOutcome } from '@betalt/core/payments/refund-outcome.ts';
import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';

/** A refund as the passes need it. */
export interface RefundState {
  readonly billingAccountId: string;
  readonly refundId: string;
  readonly paymentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly outcome: RefundOutcome;
  readonly parts: readonly RefundPart[];
  /** Null: a transfer, which staff pay out by their bank. */
  readonly gateway: string | null;
  readonly gatewayRefundId: string | null;
  /** The gateway's own id of the payment. */
  readonly gatewayPaymentId: string | null;
  readonly checks: number;
  readonly createdAt: Date;
}

export interface RefundReference {
  readonly billingAccountId: string;
  readonly refundId: string;
}

type RefundStateRow = Omit<RefundState, 'parts'> & {
  readonly parts: readonly (Omit<RefundPart, 'amountMinor'> & { readonly amountMinor: string })[];
};

/** One refund, locked when `lock` says so: after its payment. */
export async function readRefundState(
  db: Database | Tx,
  { billingAccountId, refundId }: RefundReference,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<RefundState | undefined> {
  const { rows } = await sql<RefundStateRow>`
    select r.billing_account_id as "billingAccountId", r.refund_id as "refundId", r.payment_id as "paymentId", r.currency,
      r.amount_minor as "amountMinor", r.outcome, r.parts, r.gateway, r.gateway_refund_id as "gatewayRefundId", r.checks,
      r.created_at as "createdAt",
      (select t.gateway_payment_id from payment_attempt t
        where t.billing_account_id = r.billing_account_id and t.payment_id = r.payment_id order by t.attempt_id desc limit 1)
        as "gatewayPaymentId"
    from refund r where r.billing_account_id = ${billingAccountId} and r.refund_id = ${refundId}
    ${lock ? sql`for update of r` : sql``}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  return { ...row, parts: row.parts.map((part) => ({ ...part, amountMinor: BigInt(part.amountMinor) })) };
}

/** Parts as they are kept: amounts are text, since JSON has no bigint. */
export function partsAsJson(parts: readonly RefundPart[]): string {
  return JSON.stringify(parts.map((part) => ({ ...part, amountMinor: part.amountMinor.toString() })));
}
