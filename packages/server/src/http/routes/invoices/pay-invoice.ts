import { createHash } from 'node:crypto';
import { PayInvoiceRequest, Payment } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { fromArmNumber } from '@betalt/core/money/arm-number.ts';
import { isCurrency } from '@betalt/core/money/currency.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { logDenied } from '../../../app/access/log-denied.ts';
import { payerOf } from '../../../app/payments/payer.ts';
import type { RecordRejection } from '../../../app/payments/record-payments.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';
import { paymentAnswer } from '../payments/payment-answer.ts';
import { readPayment } from '../payments/payments.ts';

/** `POST BA/invoices/{}/pay`: pays what is due, or the part that is named. The same key again answers with the same payment. */
export function registerPayInvoice(app: App, wiring: Wiring): void {
  app.post(
    '/billingAccounts/:billingAccountName/invoices/:invoiceName/pay',
    {
      schema: {
        operationId: 'Invoices_Pay',
        tags: ['Payments'],
        params: InvoiceParams,
        body: PayInvoiceRequest,
        response: { 200: Payment, 202: Payment, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName } = request.params;
      const { billingAccountId, agreementType } = request.account;
      const asked = await amountOf(wiring, request, invoiceName, request.body.amount);
      if (!asked.ok) return reply.problem(asked.error);
      const paid = await wiring.payments.pay(payerOf(request.actor), {
        billingAccountId,
        agreementType: agreementType as AgreementType,
        paymentMethodId: methodName(request.body.paymentMethodId ?? ''),
        invoices: [{ name: invoiceName, amountMinor: asked.value }],
        idempotencyKey: idempotencyKey(request),
      });
      if (!paid.ok) {
        if (paid.error.code === 'NoPermission')
          await logDenied(wiring, request.actor, { billingAccountId, action: 'invoice.pay', resourceId: invoiceName });
        return reply.problem(rejectionProblem(paid.error, invoiceName));
      }
      const row = await readPayment(wiring, request, paid.value);
      return row === undefined
        ? reply.problem(problem('PaymentNotFound', {}))
        : paymentAnswer(wiring, request, reply, row);
    },
  );
}

function rejectionProblem({ code, invoiceName }: RecordRejection, asked: string): Problem {
  return problem(code, { invoiceName: invoiceName ?? asked }, { target: invoiceName ?? asked });
}

/** Absent: all that is due. A named part must be in the invoice's own currency, with no more decimals than it has. */
async function amountOf(
  wiring: Wiring,
  { account, actor }: FastifyRequest,
  invoiceName: string,
  amount: Static<typeof PayInvoiceRequest>['amount'],
): Promise<Result<bigint | undefined, Problem>> {
  if (amount === undefined) return ok(undefined);
  const { currency } = amount;
  const invalid = err(problem('InvalidAmount', { currency }, { target: '$.amount' }));
  if (!isCurrency(currency)) return invalid;
  const money = fromArmNumber(amount.value, currency);
  if (!money.ok || money.value.amountMinor <= 0n) return invalid;
  const invoice = await findInvoice(wiring.database.pool, account.billingAccountId, invoiceName);
  // An invoice that the caller may not read is told nothing of here: paying says that there is none.
  const isReadable =
    invoice !== undefined && may(actor, 'invoice.read', { billingProfileId: invoice.billing_profile_id });
  return isReadable && invoice.currency !== currency ? invalid : ok(money.value.amountMinor);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** The last segment of the resource id, or the bare name. What is no name at all is a method that nobody has. */
function methodName(resourceId: string): string {
  const name = resourceId.split('/').at(-1) ?? '';
  return UUID.test(name) ? name.toLowerCase() : NOBODYS;
}

/** Any of the three forms that clients use: the plain header, OASIS Repeatability as in Azure, or the client's request id. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  for (const name of ['idempotency-key', 'repeatability-request-id', 'x-ms-client-request-id']) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.length <= LONGEST_KEY ? value : digest(value);
  }
  return undefined;
}

const LONGEST_KEY = 255;

/** Two long keys that begin alike are still two. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
