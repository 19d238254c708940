import type { PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { expect, it } from 'vitest';
import { linkedToAll } from './linked-to-all.ts';

it('keeps the methods of one profile as they are', () => {
  const links = [link('visa', true), link('amex')];
  expect(linkedToAll([links])).toEqual(links);
});

it('offers for several profiles only what each of them is linked to, and a default only where all agree', () => {
  const both = linkedToAll([
    [link('visa', true), link('amex', true), link('mc')],
    [link('VISA', true), link('amex')],
  ]);
  expect(both.map(({ name, properties }) => [name, properties.isDefault])).toEqual([
    ['visa', true],
    ['amex', false],
  ]);
});

it('offers nothing where a profile has no method', () => {
  expect(linkedToAll([[link('visa')], []])).toEqual([]);
});

function link(name: string, isDefault = false): PaymentMethodLink {
  const paymentMethod: PaymentMethodLink['properties']['paymentMethod'] = {
    family: 'CreditCard',
    paymentMethodType: 'visa',
    displayName: name,
    logos: [],
    status: 'active',
  };
  return {
    id: `/links/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks',
    properties: { paymentMethodId: `/paymentMethods/${name}`, paymentMethod, isDefault },
  };
}
