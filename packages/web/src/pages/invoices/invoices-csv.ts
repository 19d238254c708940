import type { Invoice } from '@betalt/contract/invoices/invoice.ts';

/** One column of the exported file: its heading in the reader's language, and the cell of an invoice. */
export interface CsvColumn {
  readonly heading: string;
  readonly cell: (invoice: Invoice) => string | number;
}

/**
 * RFC 4180 with a byte order mark, which Excel needs to read UTF-8. Dates are `2026-11-24` everywhere. Amounts and the
 * separator are those that spreadsheets of the reader's region expect: where the decimal separator is a comma, the cells
 * are separated by semicolons, or Excel puts a whole line in one cell and takes 1234.5 for a word or a date.
 *
 * @param decimalSeparator of the reader's region, `.` or `,`
 */
export function invoicesCsv(
  columns: readonly CsvColumn[],
  invoices: readonly Invoice[],
  decimalSeparator: string,
): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? String(value).replace('.', decimalSeparator) : textCell(value);
  const lines = [
    columns.map((column) => cell(column.heading)),
    ...invoices.map((invoice) => columns.map((column) => cell(column.cell(invoice)))),
  ];
  const separator = decimalSeparator === ',' ? ';' : ',';
  return `\uFEFF${lines.map((cells) => cells.join(separator)).join('\r\n')}\r\n`;
}

// A text that starts like a formula would run as one in a spreadsheet (OWASP, CSV injection).
const FORMULA_START = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",;\r\n]/;

function textCell(value: string): string {
  const inert = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
