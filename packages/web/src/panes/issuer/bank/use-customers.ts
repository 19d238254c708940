import type { SearchResponse } from '@betalt/contract/portal/session.ts';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { portal } from '../../../api/http.ts';
import { keys } from '../../../api/keys.ts';
import { useSession } from '../../../api/queries/session.ts';

export interface Customer {
  /** Of the billing account, as in addresses. */
  readonly name: string;
  readonly displayName: string;
}

/** As many as fit a list that somebody reads. */
const MOST = 20;
/** The server is asked from so many letters on. */
const FEWEST_LETTERS = 2;

/** Customers by a part of their name: of those that the session names, and of all by the server. */
export function useCustomers(typed: string): readonly Customer[] {
  const { billingAccounts } = useSession();
  const wanted = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: keys.search(undefined, `customer ${wanted}`),
    queryFn: ({ signal }) => portal<SearchResponse>('GET', '/api/search', { query: { query: wanted }, signal }),
    enabled: wanted.length >= FEWEST_LETTERS,
  });
  const isNamedSo = ({ displayName }: Customer) => displayName.toLowerCase().includes(wanted.toLowerCase());
  const found = (data?.results ?? [])
    .filter(({ kind }) => kind === 'billingAccount')
    .map(({ billingAccountName: name, displayName }) => ({ name, displayName }));
  const all = new Map([...billingAccounts.filter(isNamedSo), ...found].map((each) => [each.name, each]));
  return [...all.values()].slice(0, MOST);
}
