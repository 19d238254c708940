/** What the page reads of an `ActivityLogEntry` of the contract. */
export interface ActivityEntry {
  readonly eventId: string;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
  readonly resourceId?: string;
  readonly result: 'Succeeded' | 'Denied';
  readonly facts: Readonly<Record<string, unknown>>;
}

/** An entry is about an invoice by its resource, or because its facts name it among others. */
export function concernsInvoice({ resourceId, facts }: ActivityEntry, invoiceName: string): boolean {
  if (resourceId === invoiceName || resourceId?.endsWith(`/invoices/${invoiceName}`)) return true;
  const { invoices } = facts;
  return Array.isArray(invoices) && invoices.some((invoice: unknown) => isNamed(invoice, invoiceName));
}

function isNamed(invoice: unknown, invoiceName: string): boolean {
  return typeof invoice === 'object' && invoice !== null && 'name' in invoice && invoice.name === invoiceName;
}
