import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { DeliveryState, WebhookDelivery, WebhookDeliveryPage } from '@betalt/contract/webhooks/webhook-endpoint.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { redeliverWebhook, testWebhookEndpoint } from '../../../app/webhooks/send-again.ts';
import type { Wiring } from '../../../app/wired.ts';
import {
  findWebhookDelivery,
  findWebhookEndpoint,
  listWebhookDeliveries,
  type WebhookEndpointRow,
} from '../../../db/queries/webhooks.ts';
import type { App } from '../../app.ts';
import { presentDelivery } from '../../present/webhook.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { idPage, LIST_QUERY } from '../list-query.ts';
import {
  ENDPOINT,
  EndpointParams,
  endpointResourceId,
  endpointTarget,
  WEBHOOK_TAGS as tags,
  webhookDependencies,
} from './endpoint-request.ts';

const DeliveryParams = Type.Interface([EndpointParams], { deliveryName: Type.String({ format: 'uuid' }) });
const DeliveriesQuery = Type.Object({ ...LIST_QUERY, state: Type.Optional(DeliveryState) });

/** What was sent to an endpoint and what became of it: `…/deliveries`, `…/redeliver`, `…/test`. */
export function registerWebhookDeliveries(app: App, wiring: Wiring): void {
  registerList(app, wiring);
  registerGet(app, wiring);
  registerSends(app, wiring);
}

function registerList(app: App, wiring: Wiring): void {
  app.get(
    `${ENDPOINT}/deliveries`,
    {
      schema: {
        operationId: 'WebhookDeliveries_List',
        tags,
        params: EndpointParams,
        querystring: DeliveriesQuery,
        response: { 200: WebhookDeliveryPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const endpoint = await readableEndpoint(wiring, request, request.params.webhookEndpointName);
      if ('code' in endpoint) return reply.problem(endpoint);
      const { state } = request.query;
      const endpointId = endpointResourceId(request, endpoint);
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId }) =>
          listWebhookDeliveries(wiring.database.db, endpoint, { limit, beforeId: afterId, state }),
        idOf: (row) => row.webhook_delivery_id,
        present: (row) => presentDelivery(row, endpointId, false),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
}

function registerGet(app: App, wiring: Wiring): void {
  app.get(
    `${ENDPOINT}/deliveries/:deliveryName`,
    {
      schema: {
        operationId: 'WebhookDeliveries_Get',
        tags,
        params: DeliveryParams,
        response: { 200: WebhookDelivery, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const endpoint = await readableEndpoint(wiring, request, request.params.webhookEndpointName);
      if ('code' in endpoint) return reply.problem(endpoint);
      const row = await findWebhookDelivery(wiring.database.db, endpoint, request.params.deliveryName.toLowerCase());
      return row === undefined
        ? reply.problem(problem('WebhookDeliveryNotFound', {}))
        : presentDelivery(row, endpointResourceId(request, endpoint), true);
    },
  );
}

function registerSends(app: App, wiring: Wiring): void {
  const dependencies = webhookDependencies(wiring);
  const response = { 202: WebhookDelivery, default: ErrorResponse };
  app.post(
    `${ENDPOINT}/test`,
    { schema: { operationId: 'WebhookEndpoints_Test', tags, params: EndpointParams, response } },
    async (request, reply) => {
      const target = endpointTarget(request);
      const queued = await testWebhookEndpoint(dependencies, request.actor, target);
      if (!queued.ok) return reply.problem(problem(queued.error.code, {}));
      return reply.code(202).send(presentDelivery(queued.value, endpointResourceId(request, target), true));
    },
  );
  app.post(
    `${ENDPOINT}/deliveries/:deliveryName/redeliver`,
    { schema: { operationId: 'WebhookDeliveries_Redeliver', tags, params: DeliveryParams, response } },
    async (request, reply) => {
      const target = endpointTarget(request);
      const name = request.params.deliveryName.toLowerCase();
      const queued = await redeliverWebhook(dependencies, request.actor, target, name);
      if (!queued.ok) return reply.problem(problem(queued.error.code, {}));
      return reply.code(202).send(presentDelivery(queued.value, endpointResourceId(request, target), true));
    },
  );
}

async function readableEndpoint(
  { database }: Wiring,
  request: FastifyRequest,
  name: string,
): Promise<WebhookEndpointRow | Problem> {
  if (!may(request.actor, 'account.read')) return problem('AuthorizationFailed', {});
  const row = await findWebhookEndpoint(database.db, request.account.billingAccountId, name);
  return row ?? problem('WebhookEndpointNotFound', {});
}
