import {
  PaymentMethod,
  PaymentMethodPage,
  PaymentMethodRecord,
  PaymentMethodSetup,
} from '@betalt/contract/payments/payment-method.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { addPaymentMethod, startPaymentMethodSetup } from '../../../app/payment-methods/add-payment-method.ts';
import {
  type RemovePaymentMethodRejection,
  removePaymentMethod,
} from '../../../app/payment-methods/remove-payment-method.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findOwnMethod, listOwnMethods } from '../../../db/queries/payment-methods.ts';
import type { App } from '../../app.ts';
import { presentMethod } from '../../present/payment.ts';
import { type Problem, problem } from '../../problems/problem.ts';

const MethodParams = Type.Object({ paymentMethodName: Type.String({ format: 'uuid' }) });

/** A person's own cards: `/paymentMethods`. They belong to whoever entered them, whatever account they are used on. */
export function registerPaymentMethods(app: App, wiring: Wiring): void {
  const { database, gateway, clock } = wiring;
  const dependencies = { db: database.db, gateway, clock };
  const tags = ['Payment methods'];
  app.get(
    '/paymentMethods',
    {
      schema: {
        operationId: 'PaymentMethods_ListByUser',
        tags,
        response: { 200: PaymentMethodPage, default: ErrorResponse },
      },
    },
    async (request) => {
      const rows = await listOwnMethods(database.db, request.principal.userId);
      return { value: rows.map((row) => presentMethod(row, request.apiVersion, clock())) };
    },
  );
  app.get(
    '/paymentMethods/:paymentMethodName',
    {
      schema: {
        operationId: 'PaymentMethods_GetByUser',
        tags,
        params: MethodParams,
        response: { 200: PaymentMethod, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const row = await findOwnMethod(database.db, request.principal.userId, request.params.paymentMethodName);
      return row === undefined
        ? reply.problem(problem('PaymentMethodNotFound', {}))
        : presentMethod(row, request.apiVersion, clock());
    },
  );
  app.post(
    '/paymentMethods/setup',
    {
      schema: {
        operationId: 'PaymentMethods_Setup',
        tags,
        response: { 200: PaymentMethodSetup, default: ErrorResponse },
      },
    },
    (request) => startPaymentMethodSetup(dependencies, request.principal),
  );
  app.put(
    '/paymentMethods/:paymentMethodName',
    {
      schema: {
        operationId: 'PaymentMethods_Create',
        tags,
        params: MethodParams,
        body: PaymentMethodRecord,
        response: { 200: PaymentMethod, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { setupIntentId, savePaymentMethod } = request.body.properties;
      const added = await addPaymentMethod(dependencies, request.principal, {
        paymentMethodId: request.params.paymentMethodName.toLowerCase(),
        setupId: setupIntentId,
        keep: savePaymentMethod ?? false,
      });
      return added.ok
        ? presentMethod(added.value, request.apiVersion, clock())
        : reply.problem(problem(added.error.code, {}));
    },
  );
  app.delete(
    '/paymentMethods/:paymentMethodName',
    {
      schema: {
        operationId: 'PaymentMethods_DeleteByUser',
        tags,
        params: MethodParams,
        response: { default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const removed = await removePaymentMethod(
        dependencies,
        request.principal.userId,
        request.params.paymentMethodName,
      );
      return removed.ok ? (reply as FastifyReply).code(204).send() : reply.problem(removalProblem(removed.error));
    },
  );
}

function removalProblem(rejection: RemovePaymentMethodRejection): Problem {
  if (rejection.code === 'PaymentMethodNotFound') return problem('PaymentMethodNotFound', {});
  const { blockers } = rejection;
  const details = blockers.map(({ code, name }) => ({ code, target: name, sentence: () => name }));
  return problem('PaymentMethodInUse', { count: blockers.length }, { details });
}
