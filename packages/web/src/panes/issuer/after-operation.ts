import { rereadInvoice, rereadLists } from '../../pages/invoices/invoice-queries.ts';

/** Shows at once what an operation made of the invoice; news of the other invoices comes by the live stream. */
export function showAfterOperation(account: string, invoice: string): void {
  rereadLists(account);
  // A reading that fails leaves the page as it was, and the lists say so.
  rereadInvoice(account, invoice).catch(() => rereadLists(account));
}
