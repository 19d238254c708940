import type { Payment } from '@betalt/contract/payments/payment.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { accountId, type Scope, scopeId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

const PAGE_SIZE = 50;

type Page = { readonly value: Payment[]; readonly nextLink?: string };

/** The payments of an account, newest first, page by page; of one profile where the scope is one. */
export function paymentsQuery(scope: Scope) {
  const filter = scope.profile === undefined ? undefined : `properties/billingProfileId eq '${scopeId(scope)}'`;
  return infiniteQueryOptions({
    queryKey: keys.paymentList(scope.account, { profile: scope.profile ?? '' }),
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? arm<Page>('GET', `${accountId(scope.account)}/payments`, { query: { top: PAGE_SIZE, filter }, signal })
        : arm<Page>('GET', pageParam, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextLink,
  });
}
