import type { Payment } from '@betalt/contract/payments/payment.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { accountId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

const PAGE_SIZE = 50;

type Page = { readonly value: Payment[]; readonly nextLink?: string };

/** The payments of an account, newest first, page by page. */
export function paymentsQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: keys.paymentList(account, {}),
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? arm<Page>('GET', `${accountId(account)}/payments`, { query: { top: PAGE_SIZE }, signal })
        : arm<Page>('GET', pageParam, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextLink,
  });
}

export function paymentQuery(account: string, payment: string) {
  return queryOptions({
    queryKey: keys.payment(account, payment),
    queryFn: ({ signal }) =>
      arm<Payment>('GET', `${accountId(account)}/payments/${encodeURIComponent(payment)}`, { signal }),
  });
}
