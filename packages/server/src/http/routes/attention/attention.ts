import { AttentionKind, PaymentsNeedingAttentionPage } from '@betalt/contract/attention/attention.ts';
import { Payment } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { checkPayment } from '../../../app/attention/check-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import { listAttention } from '../../../db/queries/attention.ts';
import type { App } from '../../app.ts';
import { presentAttention } from '../../present/attention.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { nextLink, readPageMark } from '../../present/page-links.ts';
import { presentPayment } from '../../present/payment.ts';
import { problem } from '../../problems/problem.ts';
import { LIST_QUERY, pageSize } from '../list-query.ts';
import { readPayment } from '../payments/read-payment.ts';
import { refundDependencies } from '../refunds/refunds.ts';

const AttentionListQuery = Type.Object({ ...LIST_QUERY, kind: Type.Optional(AttentionKind) });
const PaymentParams = Type.Object({ billingAccountName: Type.String(), paymentName: Type.String() });

/** `GET /paymentsNeedingAttention`, for every role of the issuer, and `POST BA/payments/{}/checkNow`, for whoever may read it. Own version. */
export function registerAttention(app: App, wiring: Wiring): void {
  app.get(
    '/paymentsNeedingAttention',
    {
      schema: {
        operationId: 'PaymentsNeedingAttention_List',
        tags: ['Payments'],
        querystring: AttentionListQuery,
        response: { 200: PaymentsNeedingAttentionPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      // To a customer this list does not exist.
      if (request.principal.issuerRoles.length === 0) return reply.problem(problem('NotFound', {}));
      const page = await readPage(wiring, request, request.query);
      return page ?? reply.problem(problem('InvalidSkipToken', {}, { target: 'skipToken' }));
    },
  );
  app.post(
    '/billingAccounts/:billingAccountName/payments/:paymentName/checkNow',
    {
      schema: {
        operationId: 'Payments_CheckNow',
        tags: ['Payments'],
        params: PaymentParams,
        response: { 200: Payment, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { paymentName } = request.params;
      const row = await readPayment(wiring, request, paymentName);
      if (row === undefined) return reply.problem(problem('PaymentNotFound', {}));
      await checkPayment(refundDependencies(wiring), row);
      const now = (await readPayment(wiring, request, paymentName)) ?? row;
      return presentPayment(now, accountResourceId(request.account.name), request.language, request.actor.userId);
    },
  );
}

const ORDER = 'since';

/** `undefined` for a page mark that is none. */
async function readPage(
  wiring: Wiring,
  request: FastifyRequest,
  { top, skipToken, kind }: Static<typeof AttentionListQuery>,
) {
  const mark = skipToken === undefined ? undefined : readPageMark(skipToken, ORDER);
  if (mark !== undefined && (!mark.ok || !/^\d{1,18}$/.test(mark.value.key))) return undefined;
  const limit = pageSize(top, request.apiVersion);
  const after = mark?.ok === true ? { sinceUs: mark.value.key, id: mark.value.id } : undefined;
  const rows = await listAttention(wiring.database.db, { now: wiring.clock(), limit: limit + 1, kind, after });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const value = rows.slice(0, limit).map((row) => presentAttention(row, request.language));
  if (last === undefined) return { value };
  const next = { order: ORDER, key: last.since_us.toString(), id: last.id };
  return { value, nextLink: nextLink(request, wiring.config.publicUrl, next) };
}
