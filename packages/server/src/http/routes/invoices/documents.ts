import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { may } from '@betalt/core/access/may.ts';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Wiring } from '../../../app/wired.ts';
import { readDocument } from '../../../db/queries/invoice-parts.ts';
import { findInvoice } from '../../../db/queries/invoices.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';

const DocumentParams = Type.Object({
  billingAccountName: Type.String(),
  invoiceName: Type.String(),
  documentName: Type.String(),
});

/** `GET BA/invoices/{}/documents/{}` (own version): a document's bytes, always as a download, never shown as a page of ours. */
export function registerDocuments(app: App, { database }: Wiring): void {
  app.get(
    '/billingAccounts/:billingAccountName/invoices/:invoiceName/documents/:documentName',
    {
      schema: {
        operationId: 'InvoiceDocuments_Download',
        tags: ['Invoices'],
        params: DocumentParams,
        response: { default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { invoiceName, documentName } = request.params;
      const { billingAccountId } = request.account;
      const row = await findInvoice(database.pool, billingAccountId, invoiceName);
      if (row === undefined || !may(request.actor, 'invoice.download', { billingProfileId: row.billing_profile_id })) {
        return reply.problem(problem('InvoiceNotFound', { invoiceName }));
      }
      const document = await readDocument(database.pool, billingAccountId, row.invoice_id, documentName);
      if (document === undefined) return reply.problem(problem('DocumentNotFound', {}));
      return (reply as FastifyReply)
        .type(document.media_type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(document.file_name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(document.content);
    },
  );
}
