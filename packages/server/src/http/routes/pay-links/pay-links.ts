import {
  CreatedPayLink,
  PAY_LINK_DAYS,
  PayLink,
  PayLinkList,
  PayLinkRequest,
} from '@betalt/contract/pay-links/pay-link.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import { ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import {
  type CreatePayLinkRejection,
  createPayLink,
  type PayLinkDependencies,
} from '../../../app/pay-links/create-pay-link.ts';
import { revokePayLink } from '../../../app/pay-links/revoke-pay-link.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import { listPayLinks } from '../../../db/queries/pay-links.ts';
import type { App } from '../../app.ts';
import { presentPayLink } from '../../present/pay-link.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';
import { idempotencyKey, readAmount } from '../payments/pay-request.ts';

const INVOICE = '/billingAccounts/:billingAccountName/invoices/:invoiceName';
const LinkParams = Type.Object({
  billingAccountName: Type.String(),
  invoiceName: Type.String(),
  payLinkName: Type.String({ format: 'uuid' }),
});
const tags = ['Pay links'];

/** Links that pay an invoice without signing in: made and revoked by who may pay it, or by its issuer; seen by who may read it. */
export function registerPayLinks(app: App, wiring: Wiring): void {
  registerCreate(app, wiring);
  app.get(
    `${INVOICE}/payLinks`,
    {
      schema: {
        operationId: 'PayLinks_ListByInvoice',
        tags,
        params: InvoiceParams,
        response: { 200: PayLinkList, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const links = await readLinks(wiring, request, request.params.invoiceName);
      return links === undefined
        ? reply.problem(problem('InvoiceNotFound', { invoiceName: request.params.invoiceName }))
        : { value: links };
    },
  );
  app.post(
    `${INVOICE}/payLinks/:payLinkName/revoke`,
    {
      schema: {
        operationId: 'PayLinks_Revoke',
        tags,
        params: LinkParams,
        response: { 200: PayLink, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName } = request.params;
      const payLinkId = request.params.payLinkName.toLowerCase();
      const { billingAccountId } = request.account;
      const link = { billingAccountId, invoiceName, payLinkId };
      const revoked = await revokePayLink(dependenciesOf(wiring), request.actor, link);
      if (!revoked.ok) return reply.problem(problem(revoked.error.code, { invoiceName }));
      const links = await readLinks(wiring, request, invoiceName);
      return links?.find(({ id }) => id === payLinkId) ?? reply.problem(problem('PayLinkNotFound', {}));
    },
  );
}

function registerCreate(app: App, wiring: Wiring): void {
  app.post(
    `${INVOICE}/payLink`,
    {
      schema: {
        operationId: 'PayLinks_Create',
        tags,
        params: InvoiceParams,
        body: PayLinkRequest,
        response: { 200: CreatedPayLink, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName } = request.params;
      const { expiresInDays = PAY_LINK_DAYS.usual, amount: asked } = request.body;
      const amount = readAsked(asked);
      if (!amount.ok) return reply.problem(amount.error);
      const made = await createPayLink(dependenciesOf(wiring), request.actor, {
        billingAccountId: request.account.billingAccountId,
        invoiceName,
        expiresInDays,
        amount: amount.value,
        idempotencyKey: idempotencyKey(request),
      });
      if (!made.ok) return reply.problem(toProblem(made.error, invoiceName));
      const { payLinkId, token, expiresAt } = made.value;
      const origin = wiring.config.publicUrl ?? `${request.protocol}://${request.host}`;
      return {
        id: payLinkId,
        url: `${origin}/pay#${token}`,
        expiresAt: expiresAt.toISOString(),
        ...(asked === undefined ? {} : { amount: asked }),
      };
    },
  );
}

function readAsked(asked: PayLinkRequest['amount']): Result<PayLinkAmount, Problem> {
  return asked === undefined ? ok(undefined) : readAmount(asked, '$.amount');
}

type PayLinkAmount = { readonly currency: string; readonly amountMinor: bigint } | undefined;

function toProblem(rejection: CreatePayLinkRejection, invoiceName: string): Problem {
  if (rejection.code === 'InvalidAmount')
    return problem(rejection.code, { currency: rejection.currency }, { target: '$.amount' });
  return problem(rejection.code, { invoiceName }, { target: invoiceName });
}

function dependenciesOf({ database, clock, outboxSignal, sessionSecret }: Wiring): PayLinkDependencies {
  return { db: database.db, clock, onCommitted: outboxSignal.notify, secret: sessionSecret };
}

/** Undefined for an invoice that is not there, or not for the caller. */
async function readLinks(wiring: Wiring, request: FastifyRequest, invoiceName: string): Promise<PayLink[] | undefined> {
  const { billingAccountId } = request.account;
  const invoice = await findInvoice(wiring.database.reads, billingAccountId, invoiceName);
  if (invoice === undefined || !may(request.actor, 'invoice.read', { billingProfileId: invoice.billing_profile_id }))
    return undefined;
  const rows = await listPayLinks(wiring.database.db, billingAccountId, invoice.invoice_id);
  return rows.map((row) => presentPayLink(row, invoice.currency, wiring.clock()));
}
