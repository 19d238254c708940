import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { billingProfilesQuery, mayPayIn } from '../../api/queries/accounts.ts';
import { useSession } from '../../api/queries/session.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import type { Scope } from '../../scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { INVOICE_COLUMNS, type InvoiceColumn, isPartlyPaid, numberOf } from './invoice-columns.ts';
import { invoiceListQuery } from './invoice-filter.ts';
import {
  type InvoiceListSearch,
  isNarrowed,
  isTypingOn,
  readInvoiceListSearch,
  writeInvoiceListSearch,
} from './invoice-list-search.ts';
import { invoiceGridQuery } from './invoice-queries.ts';
import { longestAmount } from './longest-amount.ts';
import { type Longest, withRoomFor } from './row-layout.ts';
import { useShownColumns } from './shown-columns.ts';

/** The list as the address describes it: what is read of it so far, and the ways to change it. */
export function useInvoiceList(scope: Scope) {
  const [address, changeAddress] = useSearchParams();
  const search = useMemo(() => readInvoiceListSearch(address), [address]);
  const { today } = useFormats();
  const query = invoiceListQuery(search, today());
  const grid = useInfiniteQuery({
    ...invoiceGridQuery(scope, query),
    // While a changed filter is being answered, the rows of the one before stay where they are.
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = grid;
  const setSearch = useCallback(
    // Back undoes a filter at a time, and what was typed in the search box as one.
    (changed: InvoiceListSearch) =>
      changeAddress({ ...writeInvoiceListSearch(changed) }, { replace: isTypingOn(search, changed) }),
    [changeAddress, search],
  );
  const { profiles, scopeName, mayPay } = useProfiles(scope);
  const invoices = useMemo(() => data?.pages.flatMap((page) => page.value), [data]);
  const offered = useOfferedColumns(scope);
  const columns = useColumns(offered, useLongest(invoices));
  return {
    search,
    setSearch,
    query,
    columns,
    /** What the reader may show or hide here. */
    offered,
    profiles,
    scopeName,
    mayPay,
    invoices,
    totalCount: data?.pages[0]?.totalCount,
    error: grid.error,
    isNarrowed: isNarrowed(search),
    showAll: () => setSearch({ ...readInvoiceListSearch({}), timespan: 'all' }),
    readMore: useCallback(() => {
      // After a failure the reader says when to try again: the end of the list in sight would ask for ever.
      if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]),
    refresh: () => void refetch(),
    /** Asks again for what failed: the rows that were to follow, or the list. */
    retry: () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
  };
}

/** Every column, but inside one billing profile not its name, which would be the same in each row. */
function useOfferedColumns({ profile }: Scope): readonly InvoiceColumn[] {
  return useMemo(
    () => (profile === undefined ? INVOICE_COLUMNS : INVOICE_COLUMNS.filter(({ key }) => key !== 'billingProfile')),
    [profile],
  );
}

/** The chosen ones of the columns, with room for what must not be cut off. */
function useColumns(offered: readonly InvoiceColumn[], longest: Longest): readonly InvoiceColumn[] {
  const { amount, number, profile, hasPart } = longest;
  const shown = useShownColumns(offered);
  return useMemo(
    () => withRoomFor({ amount, number, profile, hasPart }, shown),
    [shown, amount, number, profile, hasPart],
  );
}

const NONE: readonly Invoice[] = [];

function useLongest(invoices: readonly Invoice[] = NONE): Longest {
  const { money } = useFormats();
  return useMemo(
    () => ({
      amount: longestAmount(invoices, money),
      number: longestOf(invoices, numberOf),
      profile: longestOf(invoices, ({ properties }) => properties.billingProfileDisplayName),
      hasPart: invoices.some(isPartlyPaid),
    }),
    [invoices, money],
  );
}

function longestOf(invoices: readonly Invoice[], textOf: (invoice: Invoice) => string): number {
  return invoices.reduce((longest, invoice) => Math.max(longest, textOf(invoice).length), 0);
}

/** The profiles to filter by (none inside one profile), and the name of the scope. */
function useProfiles({ account, profile }: Scope) {
  const { data } = useQuery(billingProfilesQuery(account));
  const { billingAccounts } = useSession();
  const accountName = billingAccounts.find(({ name }) => name === account)?.displayName ?? account;
  const options = (data ?? []).map(({ name, properties }) => ({ value: name, text: properties.displayName }));
  return {
    profiles: profile === undefined ? options : [],
    // Until it is known the boxes keep their place: most readers of this list pay.
    mayPay: data === undefined || mayPayIn(data, profile),
    scopeName: profile === undefined ? accountName : options.find(({ value }) => value === profile)?.text,
  };
}
