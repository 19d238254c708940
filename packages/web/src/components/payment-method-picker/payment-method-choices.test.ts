import type { PaymentMethod, PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { describe, expect, it } from 'vitest';
import { hasExpired, paymentMethodChoices, preselected } from './payment-method-choices.ts';

const today = '2026-11-24';

describe('the payment methods to choose among', () => {
  it('shows a card that is both linked and own once, as the profile has it', () => {
    const choices = paymentMethodChoices([link('visa', { isDefault: true })], [own('visa'), own('amex')], today);
    expect(choices.map(({ id, isLinked, isDefault }) => [id, isLinked, isDefault])).toEqual([
      ['/providers/Microsoft.Billing/paymentMethods/visa', true, true],
      ['/providers/Microsoft.Billing/paymentMethods/amex', false, false],
    ]);
  });

  it('puts the default first and what cannot pay last', () => {
    const choices = paymentMethodChoices(
      [link('old', { expiration: '1/2026' }), link('other'), link('default', { isDefault: true })],
      [own('mine')],
      today,
    );
    expect(choices.map(({ id }) => id.split('/').at(-1))).toEqual(['default', 'other', 'mine', 'old']);
  });

  it('preselects a card that can pay when the default has expired', () => {
    const choices = paymentMethodChoices(
      [link('default', { isDefault: true, expiration: '9/2026' }), link('other')],
      [],
      today,
    );
    expect(preselected(choices)?.id).toContain('other');
    expect(choices.find(({ isDefault }) => isDefault)?.obstacle).toBe('expired');
  });

  it('preselects nothing when nothing can pay', () => {
    expect(preselected(paymentMethodChoices([link('wire', { family: 'CheckWire' })], [], today))).toBeUndefined();
  });

  it('offers a bank debit, which settles later, beside the cards', () => {
    const choices = paymentMethodChoices([link('sepa', { family: 'DirectDebit' })], [], today);
    expect(preselected(choices)?.id).toContain('sepa');
  });

  it("believes the server's word on expiry over the browser's arithmetic", () => {
    expect(paymentMethodChoices([], [own('visa', { isExpired: true })], today)[0]?.obstacle).toBe('expired');
  });
});

describe('expiry', () => {
  it.each([
    ['11/2026', false],
    ['10/2026', true],
    ['12/2025', true],
    ['1/2027', false],
    [undefined, false],
  ])('of a card good until %s is %s in November 2026', (expiration, expired) => {
    expect(hasExpired(expiration, today)).toBe(expired);
  });
});

type Facts = Partial<PaymentMethod['properties']>;

function method(facts: Facts): PaymentMethod['properties'] {
  return {
    family: 'CreditCard',
    paymentMethodType: 'visa',
    displayName: 'Visa',
    lastFourDigits: '4242',
    expiration: '12/2030',
    logos: [],
    status: 'active',
    ...facts,
  };
}

function own(name: string, facts: Facts = {}): PaymentMethod {
  return {
    id: `/providers/Microsoft.Billing/paymentMethods/${name}`,
    name,
    type: 'Microsoft.Billing/paymentMethods',
    properties: method(facts),
  };
}

function link(name: string, { isDefault = false, ...facts }: Facts & { isDefault?: boolean } = {}): PaymentMethodLink {
  return {
    id: `/billingProfiles/p/paymentMethodLinks/${name}`,
    name,
    type: 'Microsoft.Billing/billingAccounts/billingProfiles/paymentMethodLinks',
    properties: { paymentMethodId: own(name).id, paymentMethod: method(facts), isDefault },
  };
}
