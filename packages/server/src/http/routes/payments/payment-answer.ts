import { isDeclineCode } from '@betalt/core/payments/decline.ts';
import type { PaymentOutcome } from '@betalt/core/payments/outcome.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Wiring } from '../../../app/wired.ts';
import type { PaymentRow } from '../../../db/queries/payments.ts';
import { declineSentence } from '../../present/decline-sentences.ts';
import { accountResourceId } from '../../present/invoice.ts';
import { presentPayment } from '../../present/payment.ts';
import { problem } from '../../problems/problem.ts';

/**
 * A payment as the answer to paying: 200 when it is settled, 202 with `Location` while it is not, 402 when the bank says no,
 * 502 when the gateway was never reached. The same at the operation's own address (docs/domain/payments.md).
 */
export function paymentAnswer(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  row: PaymentRow,
): FastifyReply {
  const accountId = accountResourceId(request.account.name);
  const body = presentPayment(row, accountId, request.language, request.actor.userId);
  const facts = { type: 'Betalt.Payment', info: { paymentId: body.id, outcome: row.outcome } };
  switch (row.outcome as PaymentOutcome) {
    case 'succeeded':
      return reply.code(200).send(body);
    case 'declined': {
      const code = isDeclineCode(row.decline_code ?? '')
        ? (row.decline_code as Parameters<typeof declineSentence>[0])
        : 'card_declined';
      const info = { ...facts.info, declineCode: code };
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
