import { PayInvoicesRequest, PayQuote, PayQuoteRequest } from '@betalt/contract/payments/pay-invoices.ts';
import { Payment } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import { payInvoices } from '../../../app/payments/pay-several.ts';
import { payerOf } from '../../../app/payments/payer.ts';
import type { AskedInvoices } from '../../../app/payments/plan-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findProfileId } from '../../../db/queries/accounts.ts';
import type { App } from '../../app.ts';
import { quotePayment } from '../../present/pay-quote.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { invoiceView } from '../invoices/invoice-view.ts';
import { AccountParams } from '../list-query.ts';
import { idempotencyKey, methodName, nameBelow, payDependencies, readAmount, sendRejection } from './pay-request.ts';
import { answerPaid } from './payment-answer.ts';
import { readNamed } from './read-named.ts';

/** `POST BA/payInvoices`: one payment over several invoices; `POST BA/payInvoices/quote`: what it would be. */
export function registerPayInvoices(app: App, wiring: Wiring): void {
  registerPay(app, wiring);
  registerQuote(app, wiring);
}

function registerPay(app: App, wiring: Wiring): void {
  app.post(
    '/billingAccounts/:billingAccountName/payInvoices',
    {
      schema: {
        operationId: 'Payments_PayInvoices',
        tags: ['Payments'],
        params: AccountParams,
        body: PayInvoicesRequest,
        response: { 200: Payment, 202: Payment, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const asked = await readAsked(wiring, request, request.body);
      if (!asked.ok) return reply.problem(asked.error);
      const { paymentMethodId, credits = false } = request.body;
      const paid = await payInvoices(payDependencies(wiring), payerOf(request.actor), {
        ...asked.value,
        billingAccountId: request.account.billingAccountId,
        agreementType: request.account.agreementType as AgreementType,
        paymentMethodId: paymentMethodId === undefined ? null : methodName(paymentMethodId),
        credits,
        idempotencyKey: idempotencyKey(request),
      });
      return paid.ok
        ? answerPaid(wiring, request, reply, paid.value)
        : sendRejection(wiring, request, reply, paid.error);
    },
  );
}

function registerQuote(app: App, wiring: Wiring): void {
  app.post(
    '/billingAccounts/:billingAccountName/payInvoices/quote',
    {
      schema: {
        operationId: 'Payments_QuotePayInvoices',
        tags: ['Payments'],
        params: AccountParams,
        body: PayQuoteRequest,
        response: { 200: PayQuote, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const asked = await readAsked(wiring, request, request.body, 'invoice.read');
      if (!asked.ok) return reply.problem(asked.error);
      const quoted = await quotePayment(
        wiring.database.db,
        request.account.billingAccountId,
        invoiceView(wiring, request),
        {
          ...asked.value,
          credits: request.body.credits ?? false,
        },
      );
      return quoted.ok ? quoted.value : reply.problem(quoted.error);
    },
  );
}

/** The body, with names instead of resource ids and minor units instead of numbers. Either `invoices` or `allDue`. */
async function readAsked(
  wiring: Wiring,
  request: FastifyRequest,
  { invoices, allDue, billingProfileId, amount }: PayQuoteRequest,
  action: 'invoice.pay' | 'invoice.read' = 'invoice.pay',
): Promise<Result<AskedInvoices, Problem>> {
  if ((invoices === undefined) === (allDue === undefined)) return err(badBody('$.invoices', 'required'));
  if (allDue === undefined && billingProfileId !== undefined) return err(badBody('$.billingProfileId', 'unknown'));
  const lumpSum = amount === undefined ? undefined : readAmount(amount, '$.amount');
  if (lumpSum !== undefined && !lumpSum.ok) return lumpSum;
  const sum = lumpSum === undefined ? {} : { lumpSum: lumpSum.value };
  if (invoices === undefined) {
    const allDueIn = await profilesOf(wiring, request, billingProfileId, action);
    return allDueIn === undefined ? err(problem('BillingProfileNotFound', {})) : ok({ which: { allDueIn }, ...sum });
  }
  const named = await readNamed(wiring, request, invoices);
  if (!named.ok) return named;
  if (amount !== undefined && named.value.some((part) => part.amountMinor !== undefined))
    return err(badBody('$.amount', 'unknown'));
  return ok({ which: { invoices: named.value }, ...sum });
}

function badBody(target: string, kind: 'required' | 'unknown'): Problem {
  const detail = { code: 'InvalidRequestBody', target, sentence: (words: Words) => words.violations[kind]('') };
  return problem('InvalidRequestBody', { count: 1 }, { target, details: [detail] });
}

type Words = Parameters<Problem['sentence']>[0];

/** Where all that is due is looked for; undefined for a profile that is not there, or not for the caller. */
async function profilesOf(
  wiring: Wiring,
  request: FastifyRequest,
  billingProfileId: string | undefined,
  action: 'invoice.pay' | 'invoice.read',
): Promise<'all' | readonly string[] | undefined> {
  const profiles = profilesWhere(request.actor, action);
  if (billingProfileId === undefined) return profiles;
  const name = nameBelow(request, 'billingProfiles', billingProfileId);
  const row =
    name === null ? undefined : await findProfileId(wiring.database.db, request.account.billingAccountId, name);
  if (row === undefined) return undefined;
  const readable = profilesWhere(request.actor, 'invoice.read');
  const isReadable = readable === 'all' || readable.includes(row.billing_profile_id);
  if (!isReadable) return undefined;
  const isIn = profiles === 'all' || profiles.includes(row.billing_profile_id);
  return isIn ? [row.billing_profile_id] : [];
}
