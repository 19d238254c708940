import type { PaymentMethod, PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { queryOptions } from '@tanstack/react-query';
import { allPages } from '../../api/all-pages.ts';
import { keys } from '../../api/keys.ts';
import { type Scope, scopeId } from '../../scope.ts';

/** The reader's own payment methods. */
export const ownPaymentMethodsQuery = queryOptions({
  queryKey: keys.paymentMethods(),
  queryFn: ({ signal }) => allPages<PaymentMethod>('/providers/Microsoft.Billing/paymentMethods', { signal }),
});

/** The methods that a billing profile is linked to; whoever may pay its invoices may use them. */
export function paymentMethodLinksQuery({ account, profile }: Required<Scope>) {
  return queryOptions({
    queryKey: keys.paymentMethodLinks(account, profile),
    queryFn: ({ signal }) =>
      allPages<PaymentMethodLink>(`${scopeId({ account, profile })}/paymentMethodLinks`, { signal }),
  });
}
