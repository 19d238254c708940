import type { Payment, PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { accountId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

const PAGE_SIZE = 50;

type Page = { readonly value: Payment[]; readonly nextLink?: string };

/** The payments of an account, newest first, page by page. @param outcomes none means every outcome */
export function paymentsQuery(account: string, outcomes: readonly PaymentOutcome[] = []) {
  const outcome = outcomes.length === 0 ? undefined : outcomes.join(',');
  return infiniteQueryOptions({
    queryKey: keys.paymentList(account, { outcome: outcome ?? '' }),
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? arm<Page>('GET', `${accountId(account)}/payments`, { query: { top: PAGE_SIZE, outcome }, signal })
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
