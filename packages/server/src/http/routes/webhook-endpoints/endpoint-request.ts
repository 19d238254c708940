import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { EndpointTarget } from '../../../app/webhooks/endpoint-write.ts';
import { secretBox } from '../../../app/webhooks/secrets.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { WebhookEndpointRow } from '../../../db/queries/webhooks.ts';
import { etagOf, preconditionOf } from '../../middleware/preconditions.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentEndpoint } from '../../present/webhook.ts';

export const ENDPOINTS = '/billingAccounts/:billingAccountName/webhookEndpoints';
export const ENDPOINT = `${ENDPOINTS}/:webhookEndpointName`;
export const WEBHOOK_TAGS = ['Webhooks'];

export const EndpointParams = Type.Object({
  billingAccountName: Type.String(),
  webhookEndpointName: Type.String({ minLength: 1, maxLength: 63, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }),
});

export function webhookDependencies({ database, clock, sessionSecret, config }: Wiring) {
  const allowsPrivate = config.webhooksToPrivateAddresses;
  return { db: database.db, clock, secrets: secretBox(sessionSecret), allowsPrivate };
}

/** The endpoint of the path, with what `If-Match` and `If-None-Match` ask of it. */
export function endpointTarget(request: FastifyRequest): EndpointTarget {
  const { webhookEndpointName } = request.params as { webhookEndpointName: string };
  const holds = preconditionOf(request);
  return {
    billingAccountId: request.account.billingAccountId,
    name: webhookEndpointName,
    precondition: (current) => holds(current === undefined ? undefined : endpointEtag(current)),
  };
}

export function endpointResourceId(request: FastifyRequest, { name }: Pick<WebhookEndpointRow, 'name'>): string {
  return `${accountResourceId(request.account.name)}/webhookEndpoints/${name}`;
}

export function sendEndpoint(
  { clock }: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  { row, secret }: { row: WebhookEndpointRow; secret?: string | undefined },
): FastifyReply {
  const view = { accountId: accountResourceId(request.account.name), actor: request.actor, now: clock() };
  return reply.header('etag', endpointEtag(row)).send(presentEndpoint(row, view, secret));
}

function endpointEtag({ webhook_endpoint_id, row_version }: WebhookEndpointRow): string {
  return etagOf([webhook_endpoint_id, String(row_version)]);
}
