import { AnswerQuery, AskAboutInvoice, type InvoiceQuery, InvoiceQueryList } from '@betalt/contract/invoices/query.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { answerQuery, askAboutInvoice } from '../../../app/queries/invoice-queries.ts';
import type { Wiring } from '../../../app/wired.ts';
import { listQueries, type QueryRow } from '../../../db/queries/invoice-queries.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';
import { issuerDependencies } from './issuer-operations.ts';

const INVOICE = '/billingAccounts/:billingAccountName/invoices/:invoiceName';
const QueryParams = Type.Object({ ...InvoiceParams.properties, queryId: Type.String() });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `POST BA/invoices/{}/query`, `GET …/queries`, `POST …/queries/{}/answer`: what payer and issuer say to each other about an invoice. */
export function registerQueries(app: App, wiring: Wiring): void {
  const dependencies = issuerDependencies(wiring);
  const answers = { tags: ['Queries'], response: { 200: InvoiceQueryList, default: ErrorResponse } };
  app.get(
    `${INVOICE}/queries`,
    { schema: { ...answers, operationId: 'InvoiceQueries_List', params: InvoiceParams } },
    (request, reply) => sendQueries(wiring, request, reply),
  );
  app.post(
    `${INVOICE}/query`,
    { schema: { ...answers, operationId: 'InvoiceQueries_Ask', params: InvoiceParams, body: AskAboutInvoice } },
    async (request, reply) => {
      const asked = await askAboutInvoice(dependencies, request.actor, { ...reference(request), ...request.body });
      if (asked.ok) return sendQueries(wiring, request, reply);
      const { invoiceName } = request.params;
      switch (asked.error.code) {
        case 'AuthorizationFailed':
          return reply.problem(problem('AuthorizationFailed', {}));
        case 'InvoiceLineNotFound':
          return reply.problem(problem(asked.error.code, { lineId: asked.error.lineId }, { target: '$.lineId' }));
        default:
          return reply.problem(problem(asked.error.code, { invoiceName }));
      }
    },
  );
  app.post(
    `${INVOICE}/queries/:queryId/answer`,
    { schema: { ...answers, operationId: 'InvoiceQueries_Answer', params: QueryParams, body: AnswerQuery } },
    async (request, reply) => {
      const { queryId, invoiceName } = request.params;
      const { text = '', close = false } = request.body;
      if (!UUID.test(queryId)) return reply.problem(problem('QueryNotFound', {}));
      const said = { ...reference(request), queryId, text, closes: close };
      const answered = await answerQuery(dependencies, request.actor, said);
      if (answered.ok) return sendQueries(wiring, request, reply);
      const { code } = answered.error;
      return reply.problem(code === 'InvoiceNotFound' ? problem(code, { invoiceName }) : problem(code, {}));
    },
  );
}

function reference({ account, params }: Pick<FastifyRequest, 'account' | 'params'>) {
  const { invoiceName } = params as Static<typeof InvoiceParams>;
  return { billingAccountId: account.billingAccountId, invoiceName };
}

async function sendQueries({ database }: Wiring, request: FastifyRequest, reply: FastifyReply) {
  const { billingAccountId, invoiceName } = reference(request);
  const row = await findInvoice(database.reads, billingAccountId, invoiceName);
  if (row === undefined || !may(request.actor, 'invoice.read', { billingProfileId: row.billing_profile_id }))
    return reply.problem(problem('InvoiceNotFound', { invoiceName }));
  const rows = await listQueries(database.db, billingAccountId, row.invoice_id);
  return reply.send({ value: rows.map(presentQuery) });
}

function presentQuery(row: QueryRow): InvoiceQuery {
  return {
    queryId: row.query_id,
    state: row.closed_at === null ? 'Open' : 'Closed',
    ...(row.line_id === null ? {} : { lineId: row.line_id }),
    askedBy: row.asked_by_name,
    askedAt: row.asked_at.toISOString(),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at.toISOString() }),
    ...(row.closed_by_name === null ? {} : { closedBy: row.closed_by_name }),
    messages: row.messages.map(({ author, is_issuer, text, written_at }) => ({
      author,
      isIssuer: is_issuer,
      text,
      writtenAt: new Date(written_at).toISOString(),
    })),
  };
}
