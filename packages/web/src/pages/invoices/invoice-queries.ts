import type { Invoice, InvoicePage } from '@betalt/contract/invoices/invoice.ts';
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { arm } from '../../api/http.ts';
import { keys } from '../../api/keys.ts';
import { queryClient } from '../../api/query-client.ts';
import { accountId, type Scope, scopeId } from '../../scope.ts';
import type { InvoiceListQuery } from './invoice-filter.ts';

const PAGE_SIZE = 100;

export function invoiceQuery(account: string, invoice: string) {
  return queryOptions({
    queryKey: keys.invoice(account, invoice),
    queryFn: ({ signal }) => arm<Invoice>('GET', invoicePath(account, invoice), { signal }),
  });
}

/**
 * The invoices of a scope, page by page as the reader scrolls.
 *
 * NOTE: the key is not one of the lists that a live event reads again. A paid invoice would change its place there, away
 * from under the reader's eyes; instead the named rows are replaced where they stand ({@link rereadInvoice}).
 */
export function invoiceGridQuery(scope: Scope, { filter, orderBy, search }: InvoiceListQuery) {
  return infiniteQueryOptions({
    queryKey: [...gridsOf(scope.account), { profile: scope.profile, filter, orderBy, search }],
    queryFn: ({ pageParam, signal }) =>
      pageParam === undefined
        ? arm<InvoicePage>('GET', `${scopeId(scope)}/invoices`, {
            query: { filter, orderBy, search, top: PAGE_SIZE, count: true },
            signal,
          })
        : arm<InvoicePage>('GET', pageParam, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextLink,
  });
}

/** Reads one invoice from the server and puts it wherever it is shown. @throws ApiError */
export async function rereadInvoice(account: string, invoice: string): Promise<Invoice> {
  const turn = (turns.get(invoice) ?? 0) + 1;
  turns.set(invoice, turn);
  const read = await arm<Invoice>('GET', invoicePath(account, invoice));
  // Two readings may overtake each other: only the one that was asked last is shown.
  if (turns.get(invoice) === turn) showInvoice(account, read);
  return read;
}

const turns = new Map<string, number>();

/** Has the account's lists and open invoices read again as they are shown. */
export function rereadLists(account: string): void {
  void queryClient.invalidateQueries({ queryKey: keys.invoices(account) });
}

/** Shows what an answer has just said of an invoice. Readings that are still on their way were asked before it: they are not shown. */
export function showAnswered(account: string, invoice: Invoice): void {
  turns.set(invoice.name, (turns.get(invoice.name) ?? 0) + 1);
  void queryClient.cancelQueries({ queryKey: invoiceQuery(account, invoice.name).queryKey, exact: true });
  showInvoice(account, invoice);
}

/** Puts an invoice into its page and into its row of every list, without asking the server. */
function showInvoice(account: string, invoice: Invoice): void {
  queryClient.setQueryData(invoiceQuery(account, invoice.name).queryKey, (known) => ({ ...known, ...invoice }));
  queryClient.setQueriesData<InfiniteData<InvoicePage>>(
    { queryKey: gridsOf(account) },
    (grid) => grid && { ...grid, pages: grid.pages.map((page) => withInvoice(page, invoice)) },
  );
}

/** The invoice as some screen already has it. */
export function shownInvoice(account: string, name: string): Invoice | undefined {
  const single = queryClient.getQueryData(invoiceQuery(account, name).queryKey);
  return single ?? rowsOf(account).find((row) => row.name === name);
}

/** Everything that some list of the account shows now. */
export function rowsOf(account: string): Invoice[] {
  const grids = queryClient.getQueriesData<InfiniteData<InvoicePage>>({ queryKey: gridsOf(account) });
  return grids.flatMap(([, grid]) => grid?.pages ?? []).flatMap((page) => page.value);
}

export function invoicePath(account: string, invoice: string): string {
  return `${accountId(account)}/invoices/${encodeURIComponent(invoice)}`;
}

function gridsOf(account: string) {
  return [...keys.invoices(account), 'grid'] as const;
}

function withInvoice(page: InvoicePage, invoice: Invoice): InvoicePage {
  const at = page.value.findIndex((row) => row.name === invoice.name);
  return at < 0 ? page : { ...page, value: page.value.with(at, invoice) };
}
