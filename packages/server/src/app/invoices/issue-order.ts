import type { InvoiceDocument } from '@betalt/core/invoices/document/invoice-document.ts';
import type { InvoiceType } from '@betalt/core/invoices/issue.ts';

/** An invoice to be issued. Without a number of its own it takes the account's next one. */
export interface IssueOrder {
  readonly document: NumberlessDocument;
  readonly invoiceType?: InvoiceType;
  /** The file as it came, or how to write it once the number is known; kept beside the invoice. */
  readonly original?: OriginalFile | ((document: InvoiceDocument) => OriginalFile);
}

export type NumberlessDocument = Omit<InvoiceDocument, 'number'> & { readonly number?: string };

export interface OriginalFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Who issues, when, and what the activity log calls it. */
export interface Issuing {
  readonly issuer: { readonly userId: string; readonly name: string };
  readonly at: Date;
  readonly action: 'invoice.issue' | 'invoice.import' | 'invoice.credit' | 'invoice.correct';
}

/** An order with the number, and with the name in URLs that it has taken. */
export interface NamedOrder {
  readonly document: InvoiceDocument;
  readonly name: string;
  readonly invoiceType?: InvoiceType | undefined;
  readonly original?: OriginalFile | undefined;
}
