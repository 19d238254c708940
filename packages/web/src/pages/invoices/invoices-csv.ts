import type { Invoice } from '@betalt/contract/invoices/invoice.ts';

/** One column of the exported file: its heading in the reader's language, and the cell of an invoice. */
export interface CsvColumn {
  readonly heading: string;
  readonly cell: (invoice: Invoice) => string | number;
}

/**
 * RFC 4180 with a byte order mark, which Excel needs to read UTF-8. Amounts and dates are written for programs (`1234.5`,
 * `2026-11-24`), whatever the reader's regional format.
 */
export function invoicesCsv(columns: readonly CsvColumn[], invoices: readonly Invoice[]): string {
  const lines = [
    columns.map((column) => csvCell(column.heading)),
    ...invoices.map((invoice) => columns.map((column) => csvCell(column.cell(invoice)))),
  ];
  return `\uFEFF${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

// A text that starts like a formula would run as one in a spreadsheet (OWASP, CSV injection).
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inert = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
