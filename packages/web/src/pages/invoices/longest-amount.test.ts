import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { expect, it } from 'vitest';
import { longestAmount } from './longest-amount.ts';

const write = ({ currency, value }: { currency: string; value: number }) => `${currency} ${value.toFixed(2)}`;

it('is that of the largest amount in any currency, credits too', () => {
  expect(longestAmount([total('NOK', 5), total('USD', 1000), total('NOK', 20)], write)).toBe('USD 1000.00'.length);
  expect(longestAmount([total('NOK', 5), total('NOK', -10_000)], write)).toBe('NOK -10000.00'.length);
});

it('is nothing in an empty list', () => {
  expect(longestAmount([], write)).toBe(0);
});

function total(currency: string, value: number): Invoice {
  return { properties: { totalAmount: { currency, value } } } as Invoice;
}
