import type { Payment } from '@betalt/contract/payments/payment.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
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
