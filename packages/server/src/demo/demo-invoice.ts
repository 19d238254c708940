import type { InvoiceType } from '@betalt/core/invoices/issue.ts';
import type { CalendarDate } from '@betalt/core/shared/calendar-date.ts';

/** What the demo does with an invoice once it is issued; without one it stays as it is, due or past due by its date. */
export type DemoFate =
  | { readonly kind: 'paid'; readonly by: string; readonly card: string }
  /** A card of the payer's is declined, and the invoice stays. */
  | { readonly kind: 'declined'; readonly by: string; readonly card: string }
  | { readonly kind: 'partPaid'; readonly by: string; readonly card: string; readonly amountMinor: bigint }
  /** Paid, and credited in part since: credit that is left to use. */
  | {
      readonly kind: 'credited';
      readonly by: string;
      readonly card: string;
      readonly creditMinor: bigint;
      readonly reason: string;
    }
  /** Paid by bank transfer, and more than was asked for: money on account. */
  | { readonly kind: 'transferred'; readonly overMinor: bigint }
  /** The payer has asked about it. */
  | { readonly kind: 'queried'; readonly by: string; readonly text: string }
  | { readonly kind: 'void' }
  /** A part was paid, and the payer's bank took it back until it has decided. */
  | { readonly kind: 'disputed'; readonly by: string; readonly card: string; readonly amountMinor: bigint };

export interface DemoInvoice {
  /** Tells it from the others, and seeds its usage. */
  readonly key: string;
  readonly profile: string;
  readonly issuedOn: CalendarDate;
  readonly invoiceType: InvoiceType;
  /** Of a usual month's usage. */
  readonly scale: number;
  readonly lines?: readonly DemoLine[];
  readonly purchaseOrder?: string;
  readonly note?: string;
  readonly fate?: DemoFate;
}

/** Lines that are written out for one invoice, instead of a month's usage. Prices in ten-thousandths of a dollar. */
export interface DemoLine {
  readonly name: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitCode: string;
  readonly usdTenThousandths: number;
  /** Which of the profile's sections, from 0. */
  readonly section?: number;
}
