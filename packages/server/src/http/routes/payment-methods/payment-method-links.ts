import {
  PaymentMethodLink,
  PaymentMethodLinkPage,
  PaymentMethodLinkRecord,
} from '@betalt/contract/payments/payment-method.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  type LinkPrecondition,
  linkPaymentMethod,
  unlinkPaymentMethod,
} from '../../../app/payment-methods/link-payment-method.ts';
import type { ProfileReference } from '../../../app/payment-methods/lock-profile.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import { listLinks, type PaymentMethodLinkRow } from '../../../db/queries/payment-methods.ts';
import type { App } from '../../app.ts';
import { etagOf, preconditionOf } from '../../middleware/preconditions.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentLink } from '../../present/payment.ts';
import { problem } from '../../problems/problem.ts';
import { ProfileParams } from '../list-query.ts';

const LINKS = '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/paymentMethodLinks';
const LinkParams = Type.Object({
  billingAccountName: Type.String(),
  billingProfileName: Type.String(),
  paymentMethodName: Type.String({ format: 'uuid' }),
});
const tags = ['Payment methods'];

/** Cards of a billing profile: `BP/paymentMethodLinks`. Whoever may pay its invoices may use them. */
export function registerPaymentMethodLinks(app: App, wiring: Wiring): void {
  registerReads(app, wiring);
  registerWrites(app, wiring);
}

function registerReads(app: App, wiring: Wiring): void {
  const { database, clock } = wiring;
  app.get(
    LINKS,
    {
      schema: {
        operationId: 'PaymentMethodLinks_ListByBillingProfile',
        tags,
        params: ProfileParams,
        response: { 200: PaymentMethodLinkPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profile = await readableProfile(wiring, request, request.params.billingProfileName);
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const rows = await listLinks(database.db, profile.billingAccountId, profile.billingProfileId);
      return { value: rows.map((row) => presentLink(row, profileResourceId(request), request.apiVersion, clock())) };
    },
  );
  app.get(
    `${LINKS}/:paymentMethodName`,
    {
      schema: {
        operationId: 'PaymentMethodLinks_GetByBillingProfile',
        tags,
        params: LinkParams,
        response: { 200: PaymentMethodLink, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profile = await readableProfile(wiring, request, request.params.billingProfileName);
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const rows = await listLinks(database.db, profile.billingAccountId, profile.billingProfileId);
      const row = rows.find((link) => link.payment_method_id === request.params.paymentMethodName.toLowerCase());
      return row === undefined
        ? reply.problem(problem('PaymentMethodLinkNotFound', {}))
        : sendLink(wiring, request, reply, row);
    },
  );
}

function registerWrites(app: App, wiring: Wiring): void {
  const { database, clock } = wiring;
  const dependencies = { db: database.db, clock };
  const link = async (
    request: FastifyRequest,
    reply: FastifyReply,
    params: { billingProfileName: string; paymentMethodName: string },
    isDefault: boolean,
  ) => {
    const profile = await readableProfile(wiring, request, params.billingProfileName);
    if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
    const paymentMethodId = params.paymentMethodName.toLowerCase();
    const asked = { paymentMethodId, isDefault };
    const linked = await linkPaymentMethod(dependencies, request.actor, profile, asked, linkPrecondition(request));
    return linked.ok ? sendLink(wiring, request, reply, linked.value) : reply.problem(problem(linked.error.code, {}));
  };
  const answers = { tags, params: LinkParams, response: { 200: PaymentMethodLink, default: ErrorResponse } };
  app.put(
    `${LINKS}/:paymentMethodName`,
    { schema: { ...answers, operationId: 'PaymentMethodLinks_Create', body: PaymentMethodLinkRecord } },
    (request, reply) => link(request, reply, request.params, request.body.properties?.isDefault ?? false),
  );
  app.post(
    `${LINKS}/:paymentMethodName/makeDefault`,
    { schema: { ...answers, operationId: 'PaymentMethodLinks_MakeDefault' } },
    (request, reply) => link(request, reply, request.params, true),
  );
  app.delete(
    `${LINKS}/:paymentMethodName`,
    {
      schema: {
        operationId: 'PaymentMethodLinks_Delete',
        tags,
        params: LinkParams,
        response: { default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const profile = await readableProfile(wiring, request, request.params.billingProfileName);
      if (profile === undefined) return reply.problem(problem('BillingProfileNotFound', {}));
      const removed = await unlinkPaymentMethod(
        dependencies,
        request.actor,
        profile,
        request.params.paymentMethodName.toLowerCase(),
        linkPrecondition(request),
      );
      return removed.ok ? (reply as FastifyReply).code(204).send() : reply.problem(problem(removed.error.code, {}));
    },
  );
}

function sendLink({ clock }: Wiring, request: FastifyRequest, reply: FastifyReply, row: PaymentMethodLinkRow) {
  return reply
    .header('etag', etagOf(row))
    .send(presentLink(row, profileResourceId(request), request.apiVersion, clock()));
}

function linkPrecondition(request: FastifyRequest): LinkPrecondition {
  const holds = preconditionOf(request);
  return (current) => holds(current === undefined ? undefined : etagOf(current));
}

async function readableProfile(
  wiring: Wiring,
  request: FastifyRequest,
  name: string,
): Promise<ProfileReference | undefined> {
  const { billingAccountId } = request.account;
  const row = await findProfileId(wiring.database.db, billingAccountId, name);
  if (row === undefined || !may(request.actor, 'paymentMethod.read', { billingProfileId: row.billing_profile_id }))
    return undefined;
  return { billingAccountId, billingProfileId: row.billing_profile_id, displayName: row.display_name };
}

function profileResourceId(request: FastifyRequest): string {
  const { billingProfileName } = request.params as { billingProfileName: string };
  return `${accountResourceId(request.account.name)}/billingProfiles/${billingProfileName}`;
}
