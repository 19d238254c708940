import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import {
  WebhookEndpoint,
  WebhookEndpointPage,
  WebhookEndpointRecord,
} from '@betalt/contract/webhooks/webhook-endpoint.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyReply } from 'fastify';
import { removeWebhookEndpoint, rotateWebhookSecret } from '../../../app/webhooks/change-webhook-endpoint.ts';
import { type SaveEndpointRejection, saveWebhookEndpoint } from '../../../app/webhooks/save-webhook-endpoint.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findWebhookEndpoint, listWebhookEndpoints } from '../../../db/queries/webhooks.ts';
import type { App } from '../../app.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentEndpoint } from '../../present/webhook.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { AccountParams } from '../list-query.ts';
import {
  ENDPOINT,
  ENDPOINTS,
  EndpointParams,
  endpointTarget,
  sendEndpoint,
  WEBHOOK_TAGS as tags,
  webhookDependencies,
} from './endpoint-request.ts';

/** `BA/webhookEndpoints` (own version): where an account's own systems are told of events. */
export function registerWebhookEndpoints(app: App, wiring: Wiring): void {
  registerReads(app, wiring);
  registerSave(app, wiring);
  registerChanges(app, wiring);
}

function registerReads(app: App, wiring: Wiring): void {
  const { database, clock } = wiring;
  app.get(
    ENDPOINTS,
    {
      schema: {
        operationId: 'WebhookEndpoints_List',
        tags,
        params: AccountParams,
        response: { 200: WebhookEndpointPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!may(request.actor, 'account.read')) return reply.problem(problem('AuthorizationFailed', {}));
      const rows = await listWebhookEndpoints(database.db, request.account.billingAccountId);
      const view = { accountId: accountResourceId(request.account.name), actor: request.actor, now: clock() };
      return { value: rows.map((row) => presentEndpoint(row, view)) };
    },
  );
  app.get(
    ENDPOINT,
    {
      schema: {
        operationId: 'WebhookEndpoints_Get',
        tags,
        params: EndpointParams,
        response: { 200: WebhookEndpoint, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!may(request.actor, 'account.read')) return reply.problem(problem('AuthorizationFailed', {}));
      const { webhookEndpointName } = request.params;
      const row = await findWebhookEndpoint(database.db, request.account.billingAccountId, webhookEndpointName);
      return row === undefined
        ? reply.problem(problem('WebhookEndpointNotFound', {}))
        : sendEndpoint(wiring, request, reply, { row });
    },
  );
}

function registerSave(app: App, wiring: Wiring): void {
  const dependencies = webhookDependencies(wiring);
  app.put(
    ENDPOINT,
    {
      schema: {
        operationId: 'WebhookEndpoints_CreateOrUpdate',
        tags,
        params: EndpointParams,
        body: WebhookEndpointRecord,
        response: { 200: WebhookEndpoint, 201: WebhookEndpoint, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { url, description = '', eventTypes = [], isEnabled = true } = request.body.properties;
      const settings = { url, description, eventTypes: [...new Set(eventTypes)], isEnabled };
      const saved = await saveWebhookEndpoint(dependencies, request.actor, endpointTarget(request), settings);
      if (!saved.ok) return reply.problem(saveProblem(saved.error));
      return sendEndpoint(wiring, request, reply.code(saved.value.secret === undefined ? 200 : 201), saved.value);
    },
  );
}

function saveProblem(rejection: SaveEndpointRejection): Problem {
  switch (rejection.code) {
    case 'TooManyWebhookEndpoints':
      return problem(rejection.code, { most: rejection.most });
    case 'WebhookUrlRefused':
      return problem(rejection.code, { reason: rejection.reason }, { target: '$.properties.url' });
    default:
      return problem(rejection.code, {});
  }
}

function registerChanges(app: App, wiring: Wiring): void {
  const dependencies = webhookDependencies(wiring);
  app.delete(
    ENDPOINT,
    {
      schema: {
        operationId: 'WebhookEndpoints_Delete',
        tags,
        params: EndpointParams,
        response: { default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const removed = await removeWebhookEndpoint(dependencies, request.actor, endpointTarget(request));
      return removed.ok ? (reply as FastifyReply).code(204).send() : reply.problem(problem(removed.error.code, {}));
    },
  );
  app.post(
    `${ENDPOINT}/rotateSecret`,
    {
      schema: {
        operationId: 'WebhookEndpoints_RotateSecret',
        tags,
        params: EndpointParams,
        response: { 200: WebhookEndpoint, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const rotated = await rotateWebhookSecret(dependencies, request.actor, endpointTarget(request));
      return rotated.ok
        ? sendEndpoint(wiring, request, reply, rotated.value)
        : reply.problem(problem(rotated.error.code, {}));
    },
  );
}
