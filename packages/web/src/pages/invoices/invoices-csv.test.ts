import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { expect, it } from 'vitest';
import { type CsvColumn, invoicesCsv } from './invoices-csv.ts';

const columns: CsvColumn[] = [
  { heading: 'Invoice ID', cell: ({ name }) => name },
  { heading: 'Amount', cell: ({ properties }) => properties.totalAmount.value },
];

it('begins with a byte order mark and writes a line per invoice after the headings', () => {
  expect(invoicesCsv(columns, [invoice('G1', 1234.5), invoice('G2', -10)], '.')).toBe(
    '\uFEFFInvoice ID,Amount\r\nG1,1234.5\r\nG2,-10\r\n',
  );
});

it('separates cells by semicolons where amounts have a decimal comma, as spreadsheets of such regions do', () => {
  expect(invoicesCsv(columns, [invoice('G1', 1234.5), invoice('Fjord; Labs', 2)], ',')).toBe(
    '\uFEFFInvoice ID;Amount\r\nG1;1234,5\r\n"Fjord; Labs";2\r\n',
  );
});

it('quotes what would break a line or a cell', () => {
  expect(invoicesCsv(columns, [invoice('Fjord "Labs", AS\nOslo', 1)], '.')).toContain('"Fjord ""Labs"", AS\nOslo",1');
});

it.each(['=1+1', '+47', '-1', '@SUM(A1)', '\t=1'])('makes the formula %j harmless', (name) => {
  expect(invoicesCsv(columns, [invoice(name, 1)], '.')).toContain(`'${name}`);
});

function invoice(name: string, value: number): Invoice {
  const zero = { currency: 'NOK', value: 0 };
  return {
    id: `/invoices/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/invoices',
    properties: {
      billingProfileId: '/billingProfiles/p',
      billingProfileDisplayName: 'Profile',
      invoiceType: 'Other',
      documentType: 'Invoice',
      invoiceDate: '2026-11-01T00:00:00Z',
      dueDate: '2026-11-15T00:00:00Z',
      isMonthlyInvoice: true,
      billedAmount: zero,
      creditAmount: zero,
      azurePrepaymentApplied: zero,
      freeAzureCreditApplied: zero,
      subTotal: zero,
      taxAmount: zero,
      totalAmount: { currency: 'NOK', value },
      documents: [],
      status: 'Due',
      amountDue: zero,
      payments: [],
    },
  };
}
