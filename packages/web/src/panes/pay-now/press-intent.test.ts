import { expect, it } from 'vitest';
import { type PressSubject, pressIntent } from './press-intent.ts';

const part = { invoiceId: '/invoices/G1', invoiceName: 'G1', amount: 100 };
const other = { invoiceId: '/invoices/G2', invoiceName: 'G2', amount: 100 };
const subject: PressSubject = { parts: [part], paymentMethodId: 'visa', currency: 'NOK', usesCredits: false };

it('keeps the key while the same press has no answer', () => {
  const first = pressIntent(undefined, subject, () => 'one');
  expect(pressIntent(first, { ...subject, parts: [{ ...part }] }, () => 'two')).toBe(first);
});

it.each([
  ['amount', { parts: [{ ...part, amount: 50 }] }],
  ['method', { paymentMethodId: 'mastercard' }],
  ['invoice', { parts: [other] }],
  ['number of invoices', { parts: [part, other] }],
  ['use of credit', { usesCredits: true }],
  ['currency', { currency: 'USD' }],
])('takes a new key when the %s changes', (_what, change) => {
  const first = pressIntent(undefined, subject, () => 'one');
  expect(pressIntent(first, { ...subject, ...change }, () => 'two').key).toBe('two');
});

it('takes a new key after an answer', () => {
  expect(pressIntent(undefined, subject, () => 'two').key).toBe('two');
});
