import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';

const BRAND_NAMES: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mc: 'Mastercard',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** The brand as it is printed on the card; a name, the same in every language. */
export function brandName({
  paymentMethodType,
  displayName,
}: Pick<PaymentMethod['properties'], 'paymentMethodType' | 'displayName'>): string {
  return BRAND_NAMES[paymentMethodType.toLowerCase()] ?? displayName;
}

/** `04/2028`: the month as it is printed on the card. */
export function printedExpiry(expiration: string): string {
  const [month = '', year = ''] = expiration.split('/');
  return `${month.padStart(2, '0')}/${year}`;
}
