import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { hasExpired } from '../../components/payment-method-picker/payment-method-choices.ts';
import { useFormats } from '../../i18n/use-formats.ts';

/** Tells whether a card has expired today, in the time zone of the account. */
export function useIsExpired(): (method: PaymentMethod['properties']) => boolean {
  const { today } = useFormats();
  return ({ isExpired, expiration }) => isExpired ?? hasExpired(expiration, today());
}
