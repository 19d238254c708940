import type { InvoiceParts, LineRow, TaxRow } from '../../db/queries/invoice-parts.ts';
import { amount, text } from './json.ts';

/** Lines and tax of a single invoice, as members of `properties` with a leading comma. */
export function writeInvoiceParts({ lines, taxes }: InvoiceParts, currency: string): string {
  return `,"lines":[${lines.map((line) => writeLine(line, currency)).join(',')}],"taxSubtotals":[${taxes.map((tax) => writeTax(tax, currency)).join(',')}]`;
}

function writeLine(line: LineRow, currency: string): string {
  return (
    `{"lineId":${text(line.line_id)},"description":${text(line.description)},"quantity":${text(line.quantity)},"net":${amount(BigInt(line.net_minor), currency)}` +
    optional('invoiceSectionName', line.section_name) +
    optional('invoiceSectionDisplayName', line.section_display_name) +
    optional('unitCode', line.unit_code) +
    optional('unitPrice', line.unit_price) +
    optional('taxCategory', line.tax_category) +
    optional('taxRatePercent', line.tax_rate_percent) +
    optional('servicePeriodStartDate', line.period_start_on) +
    optional('servicePeriodEndDate', line.period_end_on) +
    '}'
  );
}

function writeTax(tax: TaxRow, currency: string): string {
  return `{"taxCategory":${text(tax.tax_category)}${optional('taxRatePercent', tax.tax_rate_percent)},"taxableAmount":${amount(BigInt(tax.taxable_minor), currency)},"taxAmount":${amount(BigInt(tax.tax_minor), currency)}}`;
}

function optional(name: string, value: string | null): string {
  return value === null ? '' : `,"${name}":${text(value)}`;
}
