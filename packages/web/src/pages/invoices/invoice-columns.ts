import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';
import type { SortColumn } from './invoice-list-search.ts';

export type ColumnKey =
  | 'invoiceId'
  | 'billingProfile'
  | 'invoiceDate'
  | 'dueDate'
  | 'amount'
  | 'amountDue'
  | 'status'
  | 'type';

export interface InvoiceColumn {
  readonly key: ColumnKey;
  readonly heading: MessageDescriptor;
  /** Least width in px, and the share of what is left over. */
  readonly least: number;
  readonly share: number;
  readonly sort?: SortColumn;
  readonly isNumeric?: true;
  /** The column names the row and cannot be hidden. */
  readonly isFixed?: true;
}

/** Every column of the list, in its order on screen and in the exported file. */
export const INVOICE_COLUMNS: readonly InvoiceColumn[] = [
  { key: 'invoiceId', heading: msg`Invoice ID`, least: 96, share: 1, sort: 'name', isFixed: true },
  {
    key: 'billingProfile',
    heading: msg`Billing profile`,
    least: 134,
    share: 1.6,
    sort: 'billingProfileDisplayName',
  },
  { key: 'invoiceDate', heading: msg`Invoice date`, least: 104, share: 0.6, sort: 'invoiceDate' },
  { key: 'dueDate', heading: msg`Due date`, least: 210, share: 0.8, sort: 'dueDate' },
  { key: 'amount', heading: msg`Amount`, least: 114, share: 0.8, sort: 'totalAmount', isNumeric: true },
  { key: 'amountDue', heading: msg`Amount due`, least: 114, share: 0.8, sort: 'amountDue', isNumeric: true },
  { key: 'status', heading: msg`Status`, least: 112, share: 0.6 },
  { key: 'type', heading: msg`Type`, least: 92, share: 0.8 },
];

export const TYPE_WORDS: Readonly<Record<Invoice['properties']['invoiceType'], MessageDescriptor>> = {
  AzureServices: msg`Services`,
  AzureMarketplace: msg`Marketplace`,
  AzureSupport: msg`Support`,
  Other: msg`Other`,
};

export const CREDIT_NOTE: MessageDescriptor = msg`Credit note`;

export function typeWord({ documentType, invoiceType }: Invoice['properties']): MessageDescriptor {
  return documentType === 'CreditNote' ? CREDIT_NOTE : TYPE_WORDS[invoiceType];
}

/** The number that people know the invoice by: the vendor's own where there is one. */
export function numberOf(invoice: Invoice): string {
  return invoice.properties.number ?? invoice.name;
}

/** Days to or past the due date matter only while something is owed. */
export function isOwed(invoice: Invoice): boolean {
  const status = displayStatusOf(invoice.properties);
  return status === 'Due' || status === 'PastDue';
}

/** Something has been paid of what is still owed. Azure's status says nothing of it: it stays Due or Past due. */
export function isPartlyPaid(invoice: Invoice): boolean {
  const { amountDue, totalAmount } = invoice.properties;
  return isOwed(invoice) && amountDue.value > 0 && amountDue.value < totalAmount.value;
}
