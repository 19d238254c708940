import { Payment, PaymentOutcome, PaymentPage } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import Type from 'typebox';
import { cancelPayment } from '../../../app/payments/cancel-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import { listPayments } from '../../../db/queries/payments.ts';
import type { App } from '../../app.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentPayment } from '../../present/payment.ts';
import { problem } from '../../problems/problem.ts';
import { AccountParams, idPage, LIST_QUERY } from '../list-query.ts';
import { paymentAnswer } from './payment-answer.ts';
import { readPayment, readRepaired, repairDependencies } from './read-payment.ts';

const OUTCOMES = PaymentOutcome.anyOf.map((outcome) => outcome.const).join('|');
const PaymentListQuery = Type.Object({
  ...LIST_QUERY,
  outcome: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: `^(${OUTCOMES})(,(${OUTCOMES}))*$`,
      description: 'Only payments with one of these outcomes, by commas',
    }),
  ),
});
const PaymentParams = Type.Object({ billingAccountName: Type.String(), paymentName: Type.String() });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET BA/payments`, `GET BA/payments/{}`, `POST …/cancel`, and the long-running operation of a payment. */
export function registerPayments(app: App, wiring: Wiring): void {
  registerList(app, wiring);
  const answers = { tags: ['Payments'], params: PaymentParams, response: { 200: Payment, default: ErrorResponse } };
  app.get(
    '/billingAccounts/:billingAccountName/payments/:paymentName',
    { schema: { ...answers, operationId: 'Payments_Get' } },
    async (request, reply) => {
      const row = await readRepaired(wiring, request, request.params.paymentName);
      if (row === undefined) return reply.problem(problem('PaymentNotFound', {}));
      return presentPayment(row, accountResourceId(request.account.name), request.language, request.actor.userId);
    },
  );
  app.get(
    '/billingAccounts/:billingAccountName/operationResults/:paymentName',
    { schema: { ...answers, operationId: 'Payments_OperationResult' } },
    async (request, reply) => {
      const row = await readRepaired(wiring, request, request.params.paymentName.replace(/^payment_/i, ''));
      return row === undefined
        ? reply.problem(problem('PaymentNotFound', {}))
        : paymentAnswer(wiring, request, reply, row);
    },
  );
  app.post(
    '/billingAccounts/:billingAccountName/payments/:paymentName/cancel',
    { schema: { ...answers, operationId: 'Payments_Cancel' } },
    async (request, reply) => {
      const { paymentName } = request.params;
      if (!UUID.test(paymentName)) return reply.problem(problem('PaymentNotFound', {}));
      const canceled = await cancelPayment(
        repairDependencies(wiring),
        request.actor,
        request.account.billingAccountId,
        paymentName,
      );
      if (!canceled.ok) return reply.problem(problem(canceled.error.code, {}));
      const row = await readPayment(wiring, request, paymentName);
      if (row === undefined) return reply.problem(problem('PaymentNotFound', {}));
      return presentPayment(row, accountResourceId(request.account.name), request.language, request.actor.userId);
    },
  );
}

function registerList(app: App, wiring: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/payments',
    {
      schema: {
        operationId: 'Payments_ListByBillingAccount',
        tags: ['Payments'],
        params: AccountParams,
        querystring: PaymentListQuery,
        response: { 200: PaymentPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profiles = profilesWhere(request.actor, 'invoice.read');
      const accountId = accountResourceId(request.account.name);
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId }) =>
          listPayments(wiring.database.db, request.account.billingAccountId, {
            profiles,
            limit,
            beforeId: afterId,
            outcomes: request.query.outcome?.split(','),
          }),
        idOf: (row) => row.payment_id,
        present: (row) => presentPayment(row, accountId, request.language, request.actor.userId),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
}
