import type { ActivityLogEntry } from '@betalt/contract/access/access.ts';
import type { Static } from 'typebox';

export type ActivityEntry = Static<typeof ActivityLogEntry>;

/** An entry is about an invoice by its resource, or as one of several that a payment names in its facts. */
export function concernsInvoice({ resourceId, facts }: ActivityEntry, invoiceName: string): boolean {
  if (resourceId === invoiceName || resourceId?.endsWith(`/invoices/${invoiceName}`)) return true;
  const { invoices } = facts;
  return Array.isArray(invoices) && invoices.some((invoice: unknown) => isNamed(invoice, invoiceName));
}

function isNamed(invoice: unknown, invoiceName: string): boolean {
  return typeof invoice === 'object' && invoice !== null && 'name' in invoice && invoice.name === invoiceName;
}
