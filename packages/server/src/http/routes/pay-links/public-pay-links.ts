import {
  OpenPayLinkRequest,
  PayByLinkRequest,
  PayLinkPayment,
  PayLinkPaymentRequest,
  PayLinkView,
} from '@betalt/contract/pay-links/pay-link.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { calendarDateAt } from '@betalt/core/shared/calendar-date.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { isOpen, type PayByLinkRejection, payByLink } from '../../../app/pay-links/pay-by-link.ts';
import { tokenHash } from '../../../app/pay-links/pay-link-token.ts';
import { giveUpPayment } from '../../../app/payments/cancel-payment.ts';
import type { Wiring } from '../../../app/wired.ts';
import { readInvoiceParts } from '../../../db/queries/invoice-parts.ts';
import { readPayeeParties } from '../../../db/queries/invoice-payee.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import { findPayLinkByToken, isPaymentOfLink, type OpenedPayLink } from '../../../db/queries/pay-links.ts';
import { findPayment, type PaymentRow } from '../../../db/queries/payments.ts';
import type { App } from '../../app.ts';
import { presentPayLinkPayment, presentPayLinkView } from '../../present/pay-link.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { readTransferInstructions } from '../invoices/transfer-instructions.ts';
import { repairDependencies, repairIfNeeded } from '../payments/read-payment.ts';
import { gatewayConfig } from '../portal/portal-config.ts';

/**
 * What needs a link and no signing in: `POST /payLinks/open`, `pay`, `payment`, `cancel`. The token stands in bodies only, so that no
 * log has it. One sentence for a link that never was, has expired or was revoked.
 */
export function registerPublicPayLinks(app: App, wiring: Wiring): void {
  registerOpen(app, wiring);
  registerPay(app, wiring);
  app.post(
    '/payment',
    schemaOf('PayLinks_GetPayment', PayLinkPaymentRequest, PayLinkPayment),
    async (request, reply) => {
      const row = await readOwnPayment(wiring, request.body);
      return row === undefined
        ? reply.problem(problem('PayLinkNotFound', {}))
        : presentPayLinkPayment(row, request.language);
    },
  );
  app.post(
    '/cancel',
    schemaOf('PayLinks_CancelPayment', PayLinkPaymentRequest, PayLinkPayment),
    async (request, reply) => {
      const row = await readOwnPayment(wiring, request.body);
      if (row === undefined) return reply.problem(problem('PayLinkNotFound', {}));
      const doer = { userId: null, name: row.paid_by_name };
      const givenUp = await giveUpPayment(repairDependencies(wiring), row, doer);
      if (!givenUp.ok) return reply.problem(problem(givenUp.error.code, {}));
      return sendPayment(wiring, request, reply, {
        billingAccountId: row.billing_account_id,
        paymentId: row.payment_id,
      });
    },
  );
}

function schemaOf<Body extends TSchema, Answer extends TSchema>(operationId: string, body: Body, answer: Answer) {
  // No token or session opens these.
  const security: [] = [];
  return {
    schema: { operationId, tags: ['Pay links'], security, body, response: { 200: answer, default: ErrorResponse } },
  };
}

function registerOpen(app: App, wiring: Wiring): void {
  const { database, clock } = wiring;
  app.post('/open', schemaOf('PayLinks_Open', OpenPayLinkRequest, PayLinkView), async (request, reply) => {
    const link = await findPayLinkByToken(database.db, tokenHash(request.body.token));
    if (link === undefined || !isOpen(link, clock())) return reply.problem(problem('PayLinkNotFound', {}));
    const { billing_account_id: billingAccountId, invoice_id: invoiceId } = link;
    const invoice = await findInvoice(database.reads, billingAccountId, link.invoice_name);
    if (invoice === undefined) return reply.problem(problem('PayLinkNotFound', {}));
    const [{ lines }, parties] = await Promise.all([
      readInvoiceParts(database.reads, billingAccountId, invoiceId),
      readPayeeParties(database.db, billingAccountId, invoiceId),
    ]);
    const isOwed = invoice.amount_due_minor > 0n && invoice.voided_at === null;
    return presentPayLinkView({
      link,
      invoice,
      lines,
      seller: parties?.seller.name ?? wiring.config.issuerName,
      gateway: gatewayConfig(wiring.config),
      transferInstructions: isOwed ? await readTransferInstructions(wiring, billingAccountId, invoice) : undefined,
      language: request.language,
      today: calendarDateAt(clock().getTime(), link.time_zone),
    });
  });
}

function registerPay(app: App, wiring: Wiring): void {
  const { database, gateway, payments, clock } = wiring;
  app.post('/pay', schemaOf('PayLinks_Pay', PayByLinkRequest, PayLinkPayment), async (request, reply) => {
    const paid = await payByLink({ db: database.db, gateway, payments, clock }, request.body);
    if (!paid.ok) return reply.problem(toProblem(paid.error));
    const { link, paymentId } = paid.value;
    return sendPayment(wiring, request, reply, { billingAccountId: link.billing_account_id, paymentId });
  });
}

const HOUR_SECONDS = 3_600;

/** What the roles of a signed-in person decide cannot be refused here; the rest has the sentences of paying. */
function toProblem(rejection: PayByLinkRejection): Problem {
  const { code, invoiceName = '' } = rejection;
  if (code !== 'TooManyTries') return problem(code, { invoiceName });
  const headers = { 'retry-after': String(HOUR_SECONDS) };
  return problem('TooManyRequests', { retryAfterSeconds: HOUR_SECONDS }, { headers });
}

async function sendPayment(
  { database }: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  { billingAccountId, paymentId }: { readonly billingAccountId: string; readonly paymentId: string },
) {
  const row = await findPayment(database.reads, billingAccountId, paymentId, 'all');
  return row === undefined
    ? reply.problem(problem('PayLinkNotFound', {}))
    : presentPayLinkPayment(row, request.language);
}

/** A payment of this very link, also of one that opens nothing any more: what was begun goes on. */
async function readOwnPayment(
  wiring: Wiring,
  { token, paymentId }: PayLinkPaymentRequest,
): Promise<PaymentRow | undefined> {
  const link: OpenedPayLink | undefined = await findPayLinkByToken(wiring.database.db, tokenHash(token));
  if (link === undefined || !(await isPaymentOfLink(wiring.database.db, link, paymentId.toLowerCase())))
    return undefined;
  const read = () => findPayment(wiring.database.reads, link.billing_account_id, paymentId.toLowerCase(), 'all');
  return repairIfNeeded(wiring, read);
}
