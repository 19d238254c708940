import { Refund, RefundInvoiceRequest, RefundPaymentRequest } from '@betalt/contract/refunds/refund.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { fromArmNumber } from '@betalt/core/money/arm-number.ts';
import { type Currency, isCurrency } from '@betalt/core/money/currency.ts';
import { toDecimalString } from '@betalt/core/money/money.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { type RefundPaymentRejection, refundInvoice, refundPayment } from '../../../app/refunds/refund-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentRefund } from '../../present/refund.ts';
import { refundFailureSentence } from '../../present/refund-sentences.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';
import { idempotencyKey } from '../payments/pay-request.ts';
import { readRefund, refundDependencies } from './refunds.ts';

const PaymentParams = Type.Object({ billingAccountName: Type.String(), paymentName: Type.String() });
const tags = ['Refunds'];
const response = { 200: Refund, 202: Refund, default: ErrorResponse };

/** `POST BA/payments/{}/refund` and `POST BA/invoices/{}/refund`, for staff of the issuer. Own version; the same key again is the same refund. */
export function registerMakeRefund(app: App, wiring: Wiring): void {
  const dependencies = refundDependencies(wiring);
  app.post(
    '/billingAccounts/:billingAccountName/payments/:paymentName/refund',
    { schema: { operationId: 'Payments_Refund', tags, params: PaymentParams, body: RefundPaymentRequest, response } },
    async (request, reply) => {
      const asked = askedOf(request, request.body);
      if (!asked.ok) return reply.problem(asked.error);
      const paymentId = nameOf(request.params.paymentName);
      const refunded = await refundPayment(dependencies, request.actor, { ...asked.value, paymentId });
      return refunded.ok
        ? answer(wiring, request, reply, refunded.value)
        : reply.problem(rejectionProblem(refunded.error, asked.value.currency, request.params.paymentName));
    },
  );
  app.post(
    '/billingAccounts/:billingAccountName/invoices/:invoiceName/refund',
    { schema: { operationId: 'Invoices_Refund', tags, params: InvoiceParams, body: RefundInvoiceRequest, response } },
    async (request, reply) => {
      const asked = askedOf(request, request.body);
      if (!asked.ok) return reply.problem(asked.error);
      const { invoiceName } = request.params;
      const { paymentId } = request.body;
      const refunded = await refundInvoice(dependencies, request.actor, {
        ...asked.value,
        invoiceName,
        ...(paymentId === undefined ? {} : { paymentId: nameOf(paymentId) }),
      });
      return refunded.ok
        ? answer(wiring, request, reply, refunded.value)
        : reply.problem(rejectionProblem(refunded.error, asked.value.currency, invoiceName));
    },
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** The last segment of the resource id, or the bare name. What is no name at all is a payment that nobody made. */
function nameOf(resourceId: string): string {
  const name = resourceId.split('/').at(-1) ?? '';
  return UUID.test(name) ? name.toLowerCase() : NOBODYS;
}

/** Absent: all that can be refunded. An amount has no more decimals than its currency, which must be the payment's. */
function askedOf(request: FastifyRequest, { amount, reason }: Static<typeof RefundPaymentRequest>) {
  const { billingAccountId } = request.account;
  const base = { billingAccountId, reason, idempotencyKey: idempotencyKey(request) };
  if (amount === undefined) return ok({ ...base, currency: undefined });
  const minor = minorOf(amount);
  return minor.ok ? ok({ ...base, amountMinor: minor.value, currency: amount.currency }) : minor;
}

function minorOf({ currency, value }: { currency: string; value: number }): Result<bigint, Problem> {
  const money = isCurrency(currency) ? fromArmNumber(value, currency) : undefined;
  if (money?.ok !== true || money.value.amountMinor <= 0n)
    return err(problem('InvalidAmount', { currency }, { target: '$.amount' }));
  return ok(money.value.amountMinor);
}

/** 200 when it is paid out, 202 with `Location` while it is not, 409 when it could not be. */
async function answer(wiring: Wiring, request: FastifyRequest, reply: FastifyReply, refundId: string) {
  const row = await readRefund(wiring, request, refundId);
  if (row === undefined) return reply.problem(problem('RefundNotFound', {}));
  const body = presentRefund(row, accountResourceId(request.account.name), request);
  if (row.outcome === 'succeeded') return reply.code(200).send(body);
  if (row.outcome === 'failed') {
    const failure = row.failure_reason ?? 'gateway_refused';
    const info = { refundId: body.id, outcome: row.outcome, failureCode: failure };
    const reason = refundFailureSentence(failure, request.language, true);
    return reply.problem(problem('RefundFailed', { reason }, { additionalInfo: [{ type: 'Betalt.Refund', info }] }));
  }
  const base = wiring.config.publicUrl ?? `${request.protocol}://${request.host}`;
  const location = `${base}${body.id}?api-version=${request.apiVersion}`;
  return reply.code(202).header('location', location).header('retry-after', '1').send(body);
}

function rejectionProblem(rejection: RefundPaymentRejection, currency: string | undefined, target: string): Problem {
  switch (rejection.code) {
    case 'AmountAboveRefundable': {
      const { refundableMinor: amountMinor } = rejection;
      const refundable = `${toDecimalString({ currency: currency as Currency, amountMinor })} ${currency}`;
      return problem('AmountAboveRefundable', { refundable }, { target: '$.amount' });
    }
    case 'AmountNotRefundable':
      return problem('AmountNotRefundable', {}, { target: '$.amount' });
    case 'InvalidAmount':
      return problem('InvalidAmount', { currency: rejection.currency }, { target: '$.amount' });
    case 'InvoiceNotFound':
      return problem('InvoiceNotFound', { invoiceName: target }, { target });
    default:
      return problem(rejection.code, {}, { target });
  }
}
