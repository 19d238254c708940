import type { InvoiceParts, LineRow, RelatedInvoices, TaxRow } from '../../db/queries/invoice-parts.ts';
import { amount, dateTime, text } from './json.ts';

/** Lines, tax and related documents of a single invoice, as members of `properties` with a leading comma. */
export function writeInvoiceParts({ lines, taxes, related }: InvoiceParts, currency: string): string {
  return `${writeRelated(related, currency)},"lines":[${lines.map((line) => writeLine(line, currency)).join(',')}],"taxSubtotals":[${taxes.map((tax) => writeTax(tax, currency)).join(',')}]`;
}

/** Azure's own terms for the chain of a corrected invoice, and what they leave out. */
function writeRelated(related: RelatedInvoices, currency: string): string {
  const notes = related.credit_notes.map(
    ({ name, on, total_minor, left_minor }) =>
      `{"name":${text(name)},"invoiceDate":${dateTime(on)},"totalAmount":${amount(BigInt(total_minor), currency)},"amountLeft":${amount(-BigInt(left_minor), currency)}}`,
  );
  const rebill =
    related.replaced_by === null
      ? ''
      : `,"rebillDetails":{${[
          ...related.credit_notes.slice(-1).map(({ name }) => `"creditNoteDocumentId":${text(name)}`),
          `"invoiceDocumentId":${text(related.replaced_by)}`,
        ].join(',')}}`;
  const uses = related.uses.map(
    ({ name, at, amount_minor }) =>
      `{"invoiceName":${text(name)},"amount":${amount(BigInt(amount_minor), currency)},"date":${text(at)}}`,
  );
  return `${optional('creditForDocumentId', related.credits)}${optional('replacesDocumentId', related.replaces)}${rebill},"creditNotes":[${notes.join(',')}],"creditUses":[${uses.join(',')}],"hasOpenQuery":${related.has_open_query}`;
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
