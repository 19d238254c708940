import type { InvoiceDocument } from './document/invoice-document.ts';

/**
 * Whether two documents say the same, whatever file they came in: every term alike, in lists in the same order; a term
 * that is absent and one that is undefined are alike.
 */
export function saysTheSame(one: InvoiceDocument, other: InvoiceDocument): boolean {
  return canonicalText(one) === canonicalText(other);
}

function canonicalText(document: InvoiceDocument): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
