import { Refund, RefundPage, SettleRefundRequest } from '@betalt/contract/refunds/refund.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { repairOpenRefund } from '../../../app/refunds/repair-refunds.ts';
import { dealWithRefund, settleRefund } from '../../../app/refunds/settle-refund.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findRefund, listRefunds, type RefundRow } from '../../../db/queries/refunds.ts';
import type { App } from '../../app.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentRefund } from '../../present/refund.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, LIST_QUERY } from '../list-query.ts';

const tags = ['Refunds'];
const RefundParams = Type.Object({ billingAccountName: Type.String(), refundName: Type.String() });
const RefundsQuery = Type.Object({
  ...LIST_QUERY,
  paymentName: Type.Optional(Type.String({ format: 'uuid', description: 'Only of this payment' })),
});
const REFUND = '/billingAccounts/:billingAccountName/refunds/:refundName';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET BA/refunds`, `GET BA/refunds/{}`, and what staff do with one: `settle` a transfer's, `acknowledge` a failed one. Own version. */
export function registerRefunds(app: App, wiring: Wiring): void {
  registerList(app, wiring);
  const response = { 200: Refund, default: ErrorResponse };
  app.get(
    REFUND,
    { schema: { operationId: 'Refunds_Get', tags, params: RefundParams, response } },
    async (request, reply) => {
      const row = await readRepaired(wiring, request, request.params.refundName);
      return row === undefined ? reply.problem(problem('RefundNotFound', {})) : shown(request, row);
    },
  );
  app.post(
    `${REFUND}/settle`,
    { schema: { operationId: 'Refunds_Settle', tags, params: RefundParams, body: SettleRefundRequest, response } },
    async (request, reply) => {
      const settled = await settleRefund(
        refundDependencies(wiring),
        request.actor,
        referenceOf(request, request.params.refundName),
        request.body,
      );
      if (!settled.ok) return reply.problem(problem(settled.error.code, {}));
      const row = await readRefund(wiring, request, request.params.refundName);
      return row === undefined ? reply.problem(problem('RefundNotFound', {})) : shown(request, row);
    },
  );
  app.post(
    `${REFUND}/acknowledge`,
    { schema: { operationId: 'Refunds_Acknowledge', tags, params: RefundParams, response } },
    async (request, reply) => {
      const reference = referenceOf(request, request.params.refundName);
      const done = await dealWithRefund(refundDependencies(wiring), request.actor, reference);
      if (!done.ok) return reply.problem(problem(done.error.code, {}));
      const row = await readRefund(wiring, request, request.params.refundName);
      return row === undefined ? reply.problem(problem('RefundNotFound', {})) : shown(request, row);
    },
  );
}

export function refundDependencies({ database, gateway, payments, clock, outboxSignal }: Wiring) {
  return { db: database.db, gateway, payments, clock, onCommitted: () => outboxSignal.notify() };
}

function registerList(app: App, wiring: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/refunds',
    {
      schema: {
        operationId: 'Refunds_ListByBillingAccount',
        tags,
        params: AccountParams,
        querystring: RefundsQuery,
        response: { 200: RefundPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profiles = profilesWhere(request.actor, 'invoice.read');
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId }) =>
          listRefunds(wiring.database.db, request.account.billingAccountId, {
            profiles,
            limit,
            beforeId: afterId,
            paymentId: request.query.paymentName?.toLowerCase(),
          }),
        idOf: (row) => row.refund_id,
        present: (row) => shown(request, row),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
}

function shown(request: FastifyRequest, row: RefundRow): Refund {
  return presentRefund(row, accountResourceId(request.account.name), request);
}

const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** What is no name at all is a refund that nobody has. */
function referenceOf({ account }: FastifyRequest, refundName: string) {
  const refundId = UUID.test(refundName) ? refundName.toLowerCase() : NOBODYS;
  return { billingAccountId: account.billingAccountId, refundId };
}

/** Whoever may read every invoice of a refund may read the refund. */
export async function readRefund(
  wiring: Wiring,
  request: FastifyRequest,
  refundName: string,
): Promise<RefundRow | undefined> {
  const { billingAccountId, refundId } = referenceOf(request, refundName);
  return findRefund(wiring.database.db, billingAccountId, refundId, profilesWhere(request.actor, 'invoice.read'));
}

/** Repair on read: what is under way is asked about before it is shown. */
async function readRepaired(
  wiring: Wiring,
  request: FastifyRequest,
  refundName: string,
): Promise<RefundRow | undefined> {
  const row = await readRefund(wiring, request, refundName);
  if (row === undefined) return undefined;
  const wasAsked = await repairOpenRefund(refundDependencies(wiring), referenceOf(request, refundName));
  return wasAsked ? readRefund(wiring, request, refundName) : row;
}
