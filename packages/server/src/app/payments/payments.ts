import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type pg from 'pg';
import { groupedCalls } from '../../db/grouped-calls.ts';
import { invoke } from '../../db/invoke.ts';
import type { GatewayResult, PaymentGateway } from '../../gateways/gateway.ts';
import { type ApplyAnswer, type ApplyRequest, type AttemptReference, toApplyRequest } from './apply-gateway-results.ts';
import type { Payer } from './payer.ts';
import {
  fromRecordAnswer,
  type PayInvoicesRequest,
  type RecordAnswer,
  type RecordRejection,
  type RecordRequest,
  toRecordRequest,
} from './record-payments.ts';

/**
 * Paying, in three passes, never one:
 *
 * | pass   | transaction | what                                                                              | where                      |
 * | ------ | ----------- | --------------------------------------------------------------------------------- | -------------------------- |
 * | record | one         | lock, decide, write payment, attempt, allocations; take the invoice's live slot   | `record_payments`, SQL     |
 * | ask    | none open   | the gateway, with the key of the attempt and a deadline                           | `gateway.charge`           |
 * | apply  | one         | lock, compare, post the journal entry, move the states, write the outbox          | `apply_gateway_results`    |
 *
 * Killed between any two, the payment is found by `next_check_at` and asked about with the same key (`repair-payments.ts`).
 */
export interface Payments {
  /** Pays invoices of one account; answers the payment's id once the gateway has answered, or its deadline has passed. */
  pay(payer: Payer, request: PayInvoicesRequest): Promise<Result<string, RecordRejection>>;
  /** The one door for what a gateway says: the direct answer, the webhook and the poll. */
  apply(attempt: AttemptReference, result: GatewayResult): Promise<ApplyAnswer>;
}

export interface PaymentsDependencies {
  readonly pool: pg.Pool;
  readonly gateway: PaymentGateway;
  readonly clock: () => Date;
  /** Tells the live stream of this process that the outbox has something new. */
  readonly onCommitted: () => void;
  /** Off only to measure what grouping is worth. */
  readonly grouping?: boolean | undefined;
}

export function payments({ pool, gateway, clock, onCommitted, grouping = true }: PaymentsDependencies): Payments {
  const group = { maxSize: grouping ? 50 : 1, maxConcurrent: grouping ? 2 : 64 };
  const record = groupedCalls<RecordRequest, RecordAnswer>((items) => invoke(pool, 'record_payments', items), group);
  const applyOne = groupedCalls<ApplyRequest, ApplyAnswer>(
    (items) => invoke(pool, 'apply_gateway_results', items),
    group,
  );

  async function apply(attempt: AttemptReference, result: GatewayResult): Promise<ApplyAnswer> {
    const answer = await applyOne(toApplyRequest(attempt, result, clock()));
    if ('changed' in answer && answer.changed) onCommitted();
    return answer;
  }

  return {
    apply,
    async pay(payer, request) {
      const at = clock();
      const recorded = fromRecordAnswer(request.billingAccountId, await record(toRecordRequest(payer, request, at)), {
        at,
        isOffSession: payer.isAutomatic,
      });
      if (!recorded.ok) return err(recorded.error);
      if ('replayOf' in recorded.value) return ok(recorded.value.replayOf);
      onCommitted();
      const { order } = recorded.value;
      await apply(order, await gateway.charge(order));
      return ok(order.paymentId);
    },
  };
}
