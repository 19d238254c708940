import type { SearchResponse } from '@betalt/contract/portal/session.ts';
import { useLingui } from '@lingui/react/macro';
import { paths } from '../paths.ts';
import { type Scope, scopeOfId } from '../scope.ts';
import type { SearchEntry } from './search-entries.ts';
import { useSearch } from './use-search.ts';

type ServerResult = SearchResponse['results'][number];

export type SearchOption = {
  readonly key: string;
  readonly kind: SearchEntry['kind'] | ServerResult['kind'];
  readonly text: string;
  readonly note?: string | undefined;
  readonly to: string;
};

type Group = { readonly label: string; readonly options: readonly SearchOption[] };

/** What the search list shows, in groups, and the same in one row for the arrow keys. */
export function useSearchOptions(query: string, scope: Scope | undefined) {
  const { t, i18n } = useLingui();
  const { entries, found, isSettled } = useSearch(query, scope);
  const ofPortal = (kind: SearchEntry['kind']) =>
    entries
      .filter((entry) => entry.kind === kind)
      .map((entry): SearchOption => ({ key: entry.key, kind, text: i18n._(entry.label), to: entry.path(scope) }));
  const groups: Group[] = [
    { label: t`Services`, options: ofPortal('service') },
    { label: t`Pages`, options: ofPortal('page') },
    { label: t`Invoices`, options: found.filter(({ kind }) => kind === 'invoice').map(toOption) },
    { label: t`Scopes`, options: found.filter(({ kind }) => kind !== 'invoice').map(toOption) },
    { label: t`Help`, options: ofPortal('help') },
  ].filter(({ options }) => options.length > 0);
  return { groups, options: groups.flatMap(({ options }) => options), isSettled };
}

function toOption({ kind, id, name, displayName, billingAccountName, description }: ServerResult): SearchOption {
  const scope = { account: billingAccountName };
  const to = kind === 'invoice' ? paths.invoice(scope, name) : paths.overview(scopeOfId(id) ?? scope);
  return { key: `${kind}-${name}`, kind, text: displayName, note: description === '' ? undefined : description, to };
}
