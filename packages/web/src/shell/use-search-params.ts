import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type SearchParams, withSearch } from '../paths.ts';

type Change = (patch: SearchParams, options?: { replace?: boolean }) => void;

/** The address's parameters as plain text, and how to change some: undefined or '' takes one away. */
export function useSearchParams(): readonly [Readonly<Record<string, string>>, Change] {
  const router = useRouter();
  const params = useSearch({ strict: false }) as Record<string, string>;
  const change = useCallback<Change>(
    (patch, { replace = false } = {}) => {
      const { pathname, search } = router.state.location;
      void router.navigate({ href: withSearch(pathname, { ...search, ...patch }), replace, resetScroll: false });
    },
    [router],
  );
  return [params, change];
}
