import type { InvoicePage, InvoiceStatus } from '@betalt/contract/invoices/invoice.ts';
import { queryOptions } from '@tanstack/react-query';
import { type Scope, scopeId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

/** How many invoices of the scope have the status, and the first of them: what the portal says needs doing. */
export function invoiceCountQuery(scope: Scope, status: InvoiceStatus) {
  return queryOptions({
    queryKey: keys.invoiceList(scope.account, { count: status, profile: scope.profile ?? '' }),
    queryFn: async ({ signal }) => {
      const page = await arm<InvoicePage>('GET', `${scopeId(scope)}/invoices`, {
        query: { filter: `properties/status eq '${status}'`, top: 1, count: true },
        signal,
      });
      return { count: page.totalCount ?? page.value.length, first: page.value[0] };
    },
  });
}
