import { Dispute, DisputePage } from '@betalt/contract/disputes/dispute.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { repairDispute } from '../../../app/disputes/check-disputes.ts';
import type { Wiring } from '../../../app/wired.ts';
import { type DisputeRow, findDispute, listDisputes } from '../../../db/queries/disputes.ts';
import type { App } from '../../app.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentDispute } from '../../present/refund.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, LIST_QUERY } from '../list-query.ts';
import { refundDependencies } from '../refunds/refunds.ts';

const tags = ['Disputes'];
const DisputeParams = Type.Object({ billingAccountName: Type.String(), disputeName: Type.String() });
const DisputesQuery = Type.Object({
  ...LIST_QUERY,
  invoiceName: Type.Optional(Type.String({ maxLength: 100, description: 'Only of payments of this invoice' })),
});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET BA/disputes` and `GET BA/disputes/{}`. Own version. They are opened and decided by banks; nobody does so here. */
export function registerDisputes(app: App, wiring: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/disputes',
    {
      schema: {
        operationId: 'Disputes_ListByBillingAccount',
        tags,
        params: AccountParams,
        querystring: DisputesQuery,
        response: { 200: DisputePage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profiles = profilesWhere(request.actor, 'invoice.read');
      const { invoiceName } = request.query;
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId: beforeId }) =>
          listDisputes(wiring.database.db, request.account.billingAccountId, {
            profiles,
            limit,
            beforeId,
            invoiceName,
          }),
        idOf: (row) => row.dispute_id,
        present: (row) => shown(request, row),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
  app.get(
    '/billingAccounts/:billingAccountName/disputes/:disputeName',
    {
      schema: {
        operationId: 'Disputes_Get',
        tags,
        params: DisputeParams,
        response: { 200: Dispute, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const row = await readRepaired(wiring, request, request.params.disputeName);
      return row === undefined ? reply.problem(problem('DisputeNotFound', {})) : shown(request, row);
    },
  );
}

function shown(request: FastifyRequest, row: DisputeRow): Dispute {
  return presentDispute(row, accountResourceId(request.account.name), request.language);
}

/** Repair on read: what is not decided is read from the gateway before it is shown; as it is known, when that does not answer. */
async function readRepaired(
  wiring: Wiring,
  request: FastifyRequest,
  disputeName: string,
): Promise<DisputeRow | undefined> {
  if (!UUID.test(disputeName)) return undefined;
  const profiles = profilesWhere(request.actor, 'invoice.read');
  const read = () =>
    findDispute(wiring.database.db, request.account.billingAccountId, disputeName.toLowerCase(), profiles);
  const row = await read();
  if (row === undefined || row.state !== 'open') return row;
  return (await repairDispute(refundDependencies(wiring), row.gateway_dispute_id)) ? read() : row;
}
