import type { InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { accountId } from '../../scope.ts';
import { arm } from '../http.ts';
import { keys } from '../keys.ts';

/** As many as somebody looks through; beyond, they search. */
const MOST = 50;

export interface OpenInvoicesAsked {
  readonly account: string;
  readonly currency: string;
  /** Part of a number or PO number; '' for all. */
  readonly search: string;
}

/** What an account owes in a currency, longest due first. */
export function openInvoicesQuery({ account, currency, search }: OpenInvoicesAsked) {
  return queryOptions({
    queryKey: keys.invoiceList(account, { open: currency, search }),
    queryFn: ({ signal }) =>
      arm<InvoicePage>('GET', `${accountId(account)}/invoices`, {
        query: {
          filter: `(properties/status eq 'Due' or properties/status eq 'OverDue') and properties/currency eq '${currency}'`,
          orderBy: 'properties/dueDate asc',
          search: search === '' ? undefined : search,
          top: MOST,
        },
        signal,
      }),
    enabled: account !== '',
    placeholderData: keepPreviousData,
  });
}
