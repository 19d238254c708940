import type { Currency } from '../money/currency.ts';
import type { InvoiceDocument } from './document/invoice-document.ts';
import { amountText, type Violation, violation } from './document/violation.ts';

/**
 * Why a document that is right in itself cannot be issued to a profile: the rules that Betalt adds to EN 16931. A profile
 * has one currency (Microsoft Customer Agreement), and credit is not yet taken in from a file.
 */
export function issueViolations(document: InvoiceDocument, profileCurrency: Currency): Violation[] {
  return [
    ...creditNote(document),
    ...otherCurrency(document, profileCurrency),
    ...negativeTotal(document),
    ...unkeepable(document),
  ];
}

/** What a reader lets through and no row could hold: NUL in a text, days far from any calendar. */
function unkeepable(value: unknown, path = ''): Violation[] {
  if (typeof value === 'string' && value.includes('\0')) {
    return [violation('text-not-well-formed', path, 'The text holds the character NUL. Remove it.')];
  }
  if (typeof value === 'string' && path.endsWith('ssuedOn') && (value < '1970' || value >= '2200')) {
    return [violation('date-out-of-range', path, `${value} is no day that an invoice is issued on.`)];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unkeepable(inner, stepInto(path, key, value)));
}

function stepInto(path: string, key: string, parent: object): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function creditNote({ kind, typeCode, precedingInvoices }: InvoiceDocument): Violation[] {
  if (kind !== 'creditNote') return [];
  const credited = precedingInvoices[0];
  const about = credited === undefined ? '' : ` It credits invoice ${credited.number}.`;
  const message =
    `This is a credit note (type ${typeCode}), and only invoices can be imported so far.${about} ` +
    'Leave the file out, and import it again once Betalt takes credit notes.';
  return [violation('credit-note', 'typeCode', message)];
}

function otherCurrency({ currency }: InvoiceDocument, profileCurrency: Currency): Violation[] {
  if (currency === profileCurrency) return [];
  const message =
    `The invoice is in ${currency}, and the billing profile is in ${profileCurrency}. ` +
    `Import it into a billing profile whose currency is ${currency}.`;
  return [violation('profile-currency', 'currency', message)];
}

function negativeTotal({ kind, totals, currency }: InvoiceDocument): Violation[] {
  const { taxInclusiveMinor, prepaidMinor } = totals;
  if (kind === 'creditNote') return [];
  if (prepaidMinor < 0n) {
    const message = `The prepaid amount is ${amountText(prepaidMinor, currency)}; it cannot be negative.`;
    return [violation('prepaid-negative', 'totals.prepaidMinor', message)];
  }
  if (taxInclusiveMinor >= 0n) return [];
  const message =
    `The total with tax is ${amountText(taxInclusiveMinor, currency)}: an invoice below zero is a credit, ` +
    'and credits cannot be imported yet.';
  return [violation('negative-total', 'totals.taxInclusiveMinor', message)];
}
