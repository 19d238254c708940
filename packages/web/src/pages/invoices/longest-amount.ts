import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import type { Amount } from '@betalt/contract/shared/arm.ts';

/**
 * How many characters the longest total takes. Only the largest of each currency is written out: a list may have a hundred
 * thousand rows.
 */
export function longestAmount(invoices: readonly Invoice[], write: (amount: Amount) => string): number {
  const largest = new Map<string, number>();
  for (const { properties } of invoices) {
    const { currency, value } = properties.totalAmount;
    if (Math.abs(value) >= Math.abs(largest.get(currency) ?? 0)) largest.set(currency, value);
  }
  const lengths = [...largest].map(([currency, value]) => write({ currency, value }).length);
  return Math.max(0, ...lengths);
}
