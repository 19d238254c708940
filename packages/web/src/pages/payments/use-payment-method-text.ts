import type { Payment } from '@betalt/contract/payments/payment.ts';
import { useLingui } from '@lingui/react/macro';

type Method = Pick<Payment['properties'], 'paymentMethodDisplayName' | 'paymentMethodFamily'>;

/** By what a payment was made: the card's name, or the kind of payment in words. */
export function usePaymentMethodText(): (payment: Method) => string {
  const { t } = useLingui();
  return ({ paymentMethodDisplayName, paymentMethodFamily }) => {
    if (paymentMethodDisplayName !== undefined) return paymentMethodDisplayName;
    switch (paymentMethodFamily) {
      case 'Credits':
        return t`Credit and money on account`;
      case 'CheckWire':
        return t`Bank transfer`;
      case 'DirectDebit':
        return t`Direct debit`;
      case 'CreditCard':
        return t`Card`;
      default:
        return paymentMethodFamily;
    }
  };
}
