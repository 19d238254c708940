import { expect, it } from 'vitest';
import { type PressSubject, pressIntent } from './press-intent.ts';

const subject: PressSubject = { invoiceId: 'G1', paymentMethodId: 'visa', currency: 'NOK', amount: 100 };

it('keeps the key while the same press has no answer', () => {
  const first = pressIntent(undefined, subject, () => 'one');
  expect(pressIntent(first, { ...subject }, () => 'two')).toBe(first);
});

it.each([
  ['amount', { amount: 50 }],
  ['method', { paymentMethodId: 'mastercard' }],
  ['invoice', { invoiceId: 'G2' }],
  ['currency', { currency: 'USD' }],
])('takes a new key when the %s changes', (_what, change) => {
  const first = pressIntent(undefined, subject, () => 'one');
  expect(pressIntent(first, { ...subject, ...change }, () => 'two').key).toBe('two');
});

it('takes a new key after an answer', () => {
  expect(pressIntent(undefined, subject, () => 'two').key).toBe('two');
});
