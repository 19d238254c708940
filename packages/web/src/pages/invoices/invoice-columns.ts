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
  /** Track of the row's CSS grid. */
  readonly width: string;
  readonly sort?: SortColumn;
  readonly isNumeric?: true;
  /** The column names the row and cannot be hidden. */
  readonly isFixed?: true;
}

/** Every column of the list, in its order on screen and in the exported file. */
export const INVOICE_COLUMNS: readonly InvoiceColumn[] = [
  { key: 'invoiceId', heading: msg`Invoice ID`, width: 'minmax(118px, 1fr)', sort: 'name', isFixed: true },
  {
    key: 'billingProfile',
    heading: msg`Billing profile`,
    width: 'minmax(104px, 1.2fr)',
    sort: 'billingProfileDisplayName',
  },
  { key: 'invoiceDate', heading: msg`Invoice date`, width: 'minmax(94px, 0.8fr)', sort: 'invoiceDate' },
  { key: 'dueDate', heading: msg`Due date`, width: 'minmax(166px, 1.1fr)', sort: 'dueDate' },
  { key: 'amount', heading: msg`Amount`, width: 'minmax(112px, 1fr)', sort: 'totalAmount', isNumeric: true },
  { key: 'amountDue', heading: msg`Amount due`, width: 'minmax(112px, 1fr)', sort: 'amountDue', isNumeric: true },
  { key: 'status', heading: msg`Status`, width: 'minmax(116px, 0.9fr)' },
  { key: 'type', heading: msg`Type`, width: 'minmax(92px, 1fr)' },
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
