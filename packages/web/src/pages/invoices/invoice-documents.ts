import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { arm } from '../../api/http.ts';
import { invoicePath } from './invoice-queries.ts';
import { saveAs } from './save-as.ts';

export type InvoiceDocument = Invoice['properties']['documents'][number];

/** The document as the vendor issued it: what was imported, else the invoice itself. */
export function originalOf({ properties }: Invoice): InvoiceDocument | undefined {
  const isOriginal = ({ kind }: InvoiceDocument) => kind === 'Invoice' || kind === 'CreditNote';
  return properties.documents.find(isOriginal) ?? properties.documents[0];
}

/**
 * Azure's download of a document is an operation that answers with an address to fetch. @throws ApiError
 */
export async function downloadDocument(account: string, invoice: Invoice, document: InvoiceDocument): Promise<void> {
  const { url } = await arm<{ url: string }>('POST', `${invoicePath(account, invoice.name)}/download`, {
    query: { documentName: document.name },
  });
  saveAs(url, document.fileName ?? document.name);
}
