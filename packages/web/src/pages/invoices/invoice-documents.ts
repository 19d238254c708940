import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { OWN_VERSION } from '@betalt/contract/versions.ts';
import { ApiError, toApiError } from '../../api/api-error.ts';
import { invoicePath } from './invoice-queries.ts';
import { saveAs } from './save-as.ts';

export type InvoiceDocument = Invoice['properties']['documents'][number];

/** The document as the vendor issued it: what was imported, else the invoice itself. */
export function originalOf({ properties }: Invoice): InvoiceDocument | undefined {
  return properties.documents.find(({ name }) => name === 'original') ?? properties.documents[0];
}

/** Whether the caller may have the invoice's documents; an answer without actions leaves that to the server. */
export function mayDownload({ actions }: Invoice): boolean {
  return actions?.includes('invoice.download') ?? true;
}

/** Reads a document and has the browser save it under the name that the server gives it. @throws ApiError */
export async function downloadDocument(account: string, invoice: Invoice, document: InvoiceDocument): Promise<void> {
  const path = `${invoicePath(account, invoice.name)}/documents/${encodeURIComponent(document.name)}`;
  const response = await reach(`${path}?api-version=${OWN_VERSION}`);
  if (!response.ok) throw toApiError(response, await response.json().catch(() => undefined));
  const address = URL.createObjectURL(await response.blob());
  saveAs(address, fileNameOf(response) ?? document.fileName ?? `${invoice.name}-${document.name}`);
  URL.revokeObjectURL(address);
}

async function reach(address: string): Promise<Response> {
  try {
    return await fetch(address, { headers: { 'accept-language': document.documentElement.lang } });
  } catch (cause) {
    throw new ApiError({ code: 'NetworkError', message: 'No answer came from the server.' }, { status: 0, cause });
  }
}

/** RFC 6266 `filename*=UTF-8''…`. */
function fileNameOf(response: Response): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}
