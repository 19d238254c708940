import { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { OWN_VERSION } from '@betalt/contract/versions.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyReply } from 'fastify';
import type { Wiring } from '../../../app/wired.ts';
import { readInvoiceParts } from '../../../db/queries/invoice-parts.ts';
import { readInvoiceRefunds } from '../../../db/queries/invoice-refunds.ts';
import { findInvoice, type InvoiceRow } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { type InvoiceView, writeInvoice } from '../../present/invoice.ts';
import { writeInvoiceParts } from '../../present/invoice-parts.ts';
import { writeInvoiceRefunds } from '../../present/invoice-refunds.ts';
import { problem } from '../../problems/problem.ts';
import { sendJson } from '../../send-json.ts';
import { InvoiceParams } from '../list-query.ts';
import { invoiceView } from './invoice-view.ts';

/** `GET BA/invoices/{}`; the own version has its lines, tax and documents too. */
export function registerGetInvoice(app: App, wiring: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/invoices/:invoiceName',
    {
      schema: {
        operationId: 'Invoices_GetByBillingAccount',
        tags: ['Invoices'],
        params: InvoiceParams,
        response: { 200: Invoice, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName } = request.params;
      const { billingAccountId } = request.account;
      const row = await findInvoice(wiring.database.reads, billingAccountId, invoiceName);
      if (row === undefined || !may(request.actor, 'invoice.read', { billingProfileId: row.billing_profile_id })) {
        return reply.problem(problem('InvoiceNotFound', { invoiceName }));
      }
      const view = invoiceView(wiring, request);
      const more = await moreOf(wiring, row, billingAccountId, view);
      return sendJson(reply as FastifyReply, writeInvoice(row, view, more));
    },
  );
}

async function moreOf(
  { database }: Wiring,
  { invoice_id, currency }: InvoiceRow,
  billingAccountId: string,
  view: InvoiceView,
): Promise<string> {
  if (view.version !== OWN_VERSION)
    return writeInvoiceRefunds(await readInvoiceRefunds(database.reads, billingAccountId, invoice_id), currency, view);
  const parts = await readInvoiceParts(database.reads, billingAccountId, invoice_id);
  return `${writeInvoiceParts(parts, currency)}${writeInvoiceRefunds(parts, currency, view)}`;
}
