import { createHash } from 'node:crypto';
import { Invoice } from '@betalt/contract/invoices/invoice.ts';
import {
  CorrectInvoiceRequest,
  CreditInvoiceRequest,
  InvoiceReasonRequest,
} from '@betalt/contract/invoices/issuer-operations.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import type { CreditRequest } from '@betalt/core/invoices/credit.ts';
import { fromArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { type CorrectInvoiceRejection, correctInvoice } from '../../../app/invoices/correct-invoice.ts';
import { creditInvoice } from '../../../app/invoices/credit-invoice.ts';
import type { IssuerKey } from '../../../app/invoices/issuer-key.ts';
import type { VoidRejection } from '../../../app/invoices/void-invoice.ts';
import { voidOnRequest } from '../../../app/invoices/void-on-request.ts';
import { type WriteOffRejection, writeOffInvoice } from '../../../app/invoices/write-off-invoice.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { writeInvoice } from '../../present/invoice.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { sendJson } from '../../send-json.ts';
import { InvoiceParams } from '../list-query.ts';
import { idempotencyKey } from '../payments/pay-request.ts';
import { invoiceView } from './invoice-view.ts';
import { issueOrderOf } from './issue-order-body.ts';

/** What staff of the issuer do with an issued invoice: credit, correct, make void, write off. Own version. */
export function registerIssuerOperations(app: App, wiring: Wiring): void {
  const dependencies = issuerDependencies(wiring);
  app.post(path('creditNote'), schema('Invoices_Credit', CreditInvoiceRequest), async (request, reply) => {
    const credit = creditOf(request.body);
    if (!credit.ok) return reply.problem(credit.error);
    const { reason } = request.body;
    const key = issuerKey(request, 'creditNote');
    const asked = { ...reference(request), credit: credit.value, reason, timeZone: request.account.timeZone, key };
    const issued = await creditInvoice(dependencies, request.actor, asked);
    if (!issued.ok) return reply.problem(rejectionProblem(issued.error, request));
    return sendInvoice(wiring, request, reply, issued.value.name);
  });
  app.post(path('correct'), schema('Invoices_Correct', CorrectInvoiceRequest), async (request, reply) => {
    const order = issueOrderOf(request.body.invoice);
    if (!order.ok) return reply.problem(order.error);
    const { reason } = request.body;
    const key = issuerKey(request, 'correct');
    const asked = { ...reference(request), order: order.value, reason, timeZone: request.account.timeZone, key };
    const corrected = await correctInvoice(dependencies, request.actor, asked);
    if (!corrected.ok) return reply.problem(rejectionProblem(corrected.error, request));
    return sendInvoice(wiring, request, reply, corrected.value.name);
  });
  for (const [operation, operationId, run] of [
    ['void', 'Invoices_Void', voidOnRequest],
    ['writeOff', 'Invoices_WriteOff', writeOffInvoice],
  ] as const)
    app.post(path(operation), schema(operationId, InvoiceReasonRequest), async (request, reply) => {
      const done = await run(dependencies, request.actor, { ...reference(request), reason: request.body.reason });
      if (!done.ok) return reply.problem(rejectionProblem(done.error, request));
      return sendInvoice(wiring, request, reply, request.params.invoiceName);
    });
}

export function issuerDependencies({ database, clock, outboxSignal }: Wiring) {
  return { db: database.db, clock, onCommitted: () => outboxSignal.notify() };
}

function path(operation: string): string {
  return `/billingAccounts/:billingAccountName/invoices/:invoiceName/${operation}`;
}

function schema<Body extends TSchema>(operationId: string, body: Body) {
  const response = { 200: Invoice, default: ErrorResponse };
  return { schema: { operationId, tags: ['Invoices'], params: InvoiceParams, body, response } };
}

function reference({ account, params }: Pick<FastifyRequest, 'account' | 'params'>) {
  const { invoiceName } = params as Static<typeof InvoiceParams>;
  return { billingAccountId: account.billingAccountId, invoiceName };
}

/** Under the same key, the same is asked of the same invoice. */
function issuerKey(request: FastifyRequest, operation: string): IssuerKey | undefined {
  const key = idempotencyKey(request);
  if (key === undefined) return undefined;
  const asked = JSON.stringify([operation, reference(request).invoiceName.toUpperCase(), request.body]);
  return { principalId: request.actor.userId, key, requestHash: createHash('sha256').update(asked).digest() };
}

/** The invoice that came of it, as reading it would show it. */
async function sendInvoice(wiring: Wiring, request: FastifyRequest, reply: FastifyReply, name: string) {
  const row = await findInvoice(wiring.database.reads, request.account.billingAccountId, name);
  if (row === undefined) return reply.problem(problem('InvoiceNotFound', { invoiceName: name }));
  return sendJson(reply, writeInvoice(row, invoiceView(wiring, request)));
}

function creditOf({ amount, lineIds }: Static<typeof CreditInvoiceRequest>): Result<CreditRequest, Problem> {
  if (lineIds !== undefined) return ok({ kind: 'lines', lineIds });
  if (amount === undefined) return ok({ kind: 'all' });
  const { currency } = amount;
  const money = isCurrency(currency) ? fromArmNumber(amount.value, currency) : undefined;
  if (money?.ok !== true || money.value.amountMinor <= 0n)
    return err(problem('InvalidAmount', { currency }, { target: '$.amount' }));
  return ok({ kind: 'amount', amountMinor: money.value.amountMinor });
}

type Rejection = CorrectInvoiceRejection | VoidRejection | WriteOffRejection;

function rejectionProblem(rejection: Rejection, request: FastifyRequest): Problem {
  const { invoiceName } = reference(request);
  switch (rejection.code) {
    case 'AuthorizationFailed':
    case 'BillingProfileNotFound':
    case 'IdempotencyKeyReused':
      return problem(rejection.code, {});
    case 'AmountAboveCreditable': {
      const { amount } = request.body as Static<typeof CreditInvoiceRequest>;
      const { creditableMinor: amountMinor, currency } = rejection;
      const facts = { creditable: `${toDecimalString({ currency, amountMinor })} ${currency}` };
      return problem('AmountAboveCreditable', facts, { target: amount === undefined ? '$.lineIds' : '$.amount' });
    }
    case 'InvoiceLineNotFound':
      return problem('InvoiceLineNotFound', { lineId: rejection.lineId }, { target: '$.lineIds' });
    case 'InvoiceNumberTaken':
      return problem('InvoiceNumberTaken', { number: rejection.number }, { target: '$.invoice.number' });
    case 'InvoiceNotIssuable': {
      const details = rejection.violations.map(({ rule, path: place, message }) => ({
        code: rule,
        target: `$.invoice.${place}`,
        sentence: () => message,
      }));
      return problem('InvoiceNotIssuable', { count: details.length }, { details });
    }
    default:
      return problem(rejection.code, { invoiceName }, { target: invoiceName });
  }
}
