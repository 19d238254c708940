import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { useSession } from '../../api/queries/session.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import type { Scope } from '../../scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { type InvoiceColumn, numberOf } from './invoice-columns.ts';
import { invoiceListQuery } from './invoice-filter.ts';
import {
  type InvoiceListSearch,
  isNarrowed,
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
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = grid;
  const setSearch = useCallback(
    (changed: InvoiceListSearch) => changeAddress({ ...writeInvoiceListSearch(changed) }, { replace: true }),
    [changeAddress],
  );
  const { profiles, scopeName } = useProfiles(scope);
  const invoices = useMemo(() => data?.pages.flatMap((page) => page.value), [data]);
  const columns = useColumns(scope, useLongest(invoices));
  return {
    search,
    setSearch,
    query,
    columns,
    profiles,
    scopeName,
    invoices,
    totalCount: data?.pages[0]?.totalCount,
    error: grid.error,
    isNarrowed: isNarrowed(search),
    showAll: () => setSearch({ ...readInvoiceListSearch({}), timespan: 'all' }),
    readMore: useCallback(() => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]),
    refresh: () => void refetch(),
  };
}

/** The chosen columns, without the profile's inside one profile, and with room for what must not be cut off. */
function useColumns({ profile }: Scope, { amount, number }: Longest): readonly InvoiceColumn[] {
  const shown = useShownColumns();
  return useMemo(() => {
    const columns = profile === undefined ? shown : shown.filter(({ key }) => key !== 'billingProfile');
    return withRoomFor({ amount, number }, columns);
  }, [shown, profile, amount, number]);
}

const NONE: readonly Invoice[] = [];

function useLongest(invoices: readonly Invoice[] = NONE): Longest {
  const { money } = useFormats();
  return useMemo(
    () => ({
      amount: longestAmount(invoices, money),
      number: invoices.reduce((longest, invoice) => Math.max(longest, numberOf(invoice).length), 0),
    }),
    [invoices, money],
  );
}

/** The profiles to filter by (none inside one profile), and the name of the scope. */
function useProfiles({ account, profile }: Scope) {
  const { data = [] } = useQuery(billingProfilesQuery(account));
  const { billingAccounts } = useSession();
  const accountName = billingAccounts.find(({ name }) => name === account)?.displayName ?? account;
  const options = data.map(({ name, properties }) => ({ value: name, text: properties.displayName }));
  return {
    profiles: profile === undefined ? options : [],
    scopeName: profile === undefined ? accountName : options.find(({ value }) => value === profile)?.text,
  };
}
