import { PayInvoiceRequest, Payment } from '@betalt/contract/payments/payment.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import type { FastifyRequest } from 'fastify';
import { type Paid, type PayRejection, payInvoices } from '../../../app/payments/pay-several.ts';
import { payerOf } from '../../../app/payments/payer.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { InvoiceParams } from '../list-query.ts';
import { idempotencyKey, methodName, payDependencies, readAmount, sendRejection } from '../payments/pay-request.ts';
import { answerPaid } from '../payments/payment-answer.ts';

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
      const amount = await amountOf(wiring, request, invoiceName, request.body.amount);
      if (!amount.ok) return reply.problem(amount.error);
      const paid = await pay(wiring, request, { ...request.body, invoiceName, amountMinor: amount.value });
      return paid.ok
        ? answerPaid(wiring, request, reply, paid.value)
        : sendRejection(wiring, request, reply, { ...paid.error, invoiceName: paid.error.invoiceName ?? invoiceName });
    },
  );
}

interface AskedPart {
  readonly invoiceName: string;
  readonly amountMinor: bigint | undefined;
  readonly paymentMethodId?: string;
  readonly credits?: boolean;
}

/** By card alone is one round trip less: the key is looked for where the payment is recorded. */
async function pay(wiring: Wiring, request: FastifyRequest, asked: AskedPart): Promise<Result<Paid, PayRejection>> {
  const { billingAccountId } = request.account;
  const agreementType = request.account.agreementType as AgreementType;
  const { paymentMethodId, credits = false, invoiceName, amountMinor } = asked;
  const payer = payerOf(request.actor);
  const common = { billingAccountId, agreementType, idempotencyKey: idempotencyKey(request) };
  const invoices = [{ name: invoiceName, amountMinor }];
  if (!credits && paymentMethodId !== undefined) {
    const order = { ...common, paymentMethodId: methodName(paymentMethodId), invoices };
    const paid = await wiring.payments.pay(payer, order);
    return paid.ok ? ok({ paymentId: paid.value }) : paid;
  }
  return payInvoices(payDependencies(wiring), payer, {
    ...common,
    paymentMethodId: paymentMethodId === undefined ? null : methodName(paymentMethodId),
    credits,
    which: { invoices },
  });
}

/** Absent: all that is due. A named part must be in the invoice's own currency, with no more decimals than it has. */
async function amountOf(
  wiring: Wiring,
  { account, actor }: FastifyRequest,
  invoiceName: string,
  amount: PayInvoiceRequest['amount'],
): Promise<Result<bigint | undefined, Problem>> {
  if (amount === undefined) return ok(undefined);
  const money = readAmount(amount, '$.amount');
  if (!money.ok) return money;
  const invoice = await findInvoice(wiring.database.pool, account.billingAccountId, invoiceName);
  // An invoice that the caller may not read is told nothing of here: paying says that there is none.
  const isReadable =
    invoice !== undefined && may(actor, 'invoice.read', { billingProfileId: invoice.billing_profile_id });
  return isReadable && invoice.currency !== amount.currency
    ? err(problem('InvalidAmount', { currency: amount.currency }, { target: '$.amount' }))
    : ok(money.value.amountMinor);
}
