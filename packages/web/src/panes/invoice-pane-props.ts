import type { Invoice } from '@betalt/contract/invoices/invoice.ts';

/** What every pane about one invoice is given. */
export interface InvoicePaneProps {
  readonly account: string;
  /** A single invoice, with its lines. */
  readonly invoice: Invoice;
  readonly onClose: () => void;
}
