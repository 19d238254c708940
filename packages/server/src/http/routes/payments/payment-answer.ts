import type { AgreementType } from '@betalt/core/accounts/payment-rules.ts';
import { PAYMENT_RULES } from '@betalt/core/accounts/payment-rules.ts';
import { toArmNumber } from '@betalt/core/money/arm-number.ts';
import type { Currency } from '@betalt/core/money/currency.ts';
import { isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Paid } from '../../../app/payments/pay-several.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { PaymentRow } from '../../../db/queries/payments.ts';
import { declineSentence } from '../../present/decline-sentences.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { creditsUsedOf, presentPayment } from '../../present/payment.ts';
import { problem } from '../../problems/problem.ts';
import { readPayment } from './read-payment.ts';

/** The answer to paying, with the credit that the same request used first. */
export async function answerPaid(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  { paymentId, creditsPaymentId }: Paid,
): Promise<FastifyReply> {
  const row = await readPayment(wiring, request, paymentId);
  const credits = creditsPaymentId === undefined ? undefined : await readPayment(wiring, request, creditsPaymentId);
  return row === undefined
    ? reply.problem(problem('PaymentNotFound', {}))
    : paymentAnswer(wiring, request, reply, row, credits);
}

/**
 * A payment as the answer to paying: 200 when it is settled, 202 with `Location` while it is not, 402 when the bank says no,
 * 502 when the gateway was never reached. The same at the operation's own address (docs/domain/payments.md).
 */
export function paymentAnswer(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  row: PaymentRow,
  credits?: PaymentRow,
): FastifyReply {
  const accountId = accountResourceId(request.account.name);
  const body = presentPayment(row, accountId, request.language, request.actor.userId, credits);
  const creditsUsed = credits === undefined ? {} : { creditsUsed: creditsUsedOf(credits, accountId) };
  const facts = { type: 'Betalt.Payment', info: { paymentId: body.id, outcome: row.outcome, ...creditsUsed } };
  switch (row.outcome as PaymentOutcome) {
    case 'succeeded':
      return reply.code(200).send(body);
    case 'declined': {
      const code = isDeclineCode(row.decline_code ?? '')
        ? (row.decline_code as Parameters<typeof declineSentence>[0])
        : 'card_declined';
      const info = { ...facts.info, declineCode: code, partPayment: partPaymentOf(row, request) };
      return reply.problem(
        problem(
          'PaymentDeclined',
          { reason: declineSentence(code, request.language) },
          { additionalInfo: [{ ...facts, info }] },
        ),
      );
    }
    case 'not_attempted':
      return reply.problem(problem('PaymentNotAttempted', {}, { additionalInfo: [facts] }));
    case 'canceled':
      return reply.problem(problem('PaymentCanceled', {}, { additionalInfo: [facts] }));
    default: {
      const base = wiring.config.publicUrl ?? `${request.protocol}://${request.host}`;
      const location = `${base}${accountId}/operationResults/payment_${row.payment_id}?api-version=${request.apiVersion}`;
      return reply.code(202).header('location', location).header('retry-after', '1').send(body);
    }
  }
}

/** So that a payer whose card was declined can be offered to pay a part. */
function partPaymentOf({ currency }: PaymentRow, { account }: FastifyRequest) {
  const { partPayment, minimumMinor } = PAYMENT_RULES[account.agreementType as AgreementType];
  const amountMinor = minimumMinor[currency] ?? 1n;
  const value = toArmNumber({ currency: currency as Currency, amountMinor });
  return { allowed: partPayment, minimumAmount: { currency, value } };
}
