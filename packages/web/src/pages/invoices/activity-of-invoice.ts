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

/** An entry is about an invoice by its resource, or because its facts name it: alone, or as one of several. */
export function concernsInvoice({ resourceId, facts }: ActivityEntry, invoiceName: string): boolean {
  if (resourceId === invoiceName || resourceId?.endsWith(`/invoices/${invoiceName}`)) return true;
  const { invoices, invoice: replacement, creditNote } = facts;
  // A correction names the invoice that took the place, and a credit note is told on the page of both.
  if (replacement === invoiceName || creditNote === invoiceName) return true;
  return Array.isArray(invoices) && invoices.some((invoice: unknown) => isNamed(invoice, invoiceName));
}

function isNamed(invoice: unknown, invoiceName: string): boolean {
  return typeof invoice === 'object' && invoice !== null && 'name' in invoice && invoice.name === invoiceName;
}
