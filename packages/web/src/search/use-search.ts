import type { SearchResponse } from '@betalt/contract/portal/session.ts';
import { type I18n, setupI18n } from '@lingui/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { portal } from '../api/http.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/queries/session.ts';
import { messagesOf } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import type { Scope } from '../scope.ts';
import { type SearchEntry, searchEntries } from './search-entries.ts';
import { bestMatches } from './search-match.ts';

type ServerResult = SearchResponse['results'][number];
export type SearchResults = {
  readonly entries: readonly SearchEntry[];
  readonly found: readonly ServerResult[];
  /** The server has answered for exactly this query. */
  readonly isSettled: boolean;
};

/** Shortest query that the server is asked for. */
const MIN_SERVER_LETTERS = 2;
const TYPING_PAUSE_MS = 120;

/** Pages, services and help matched here at once, in every language; invoices and scopes by the server. */
export function useSearch(query: string, scope: Scope | undefined): SearchResults {
  const translators = useTranslators();
  const wanted = query.trim();
  const isStaff = useSession().issuerRoles.length > 0;
  const entries = useMemo(() => matchEntries(wanted, translators, isStaff), [wanted, translators, isStaff]);
  const asked = useSettledText(wanted);
  const isAsked = asked.length >= MIN_SERVER_LETTERS;
  const { data, isPlaceholderData, isFetching } = useQuery({
    queryKey: keys.search(scope?.account, asked),
    queryFn: ({ signal }) =>
      portal<SearchResponse>('GET', '/api/search', {
        query: { query: asked, billingAccountName: scope?.account },
        signal,
      }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const found = isAsked && wanted !== '' ? (data?.results ?? []) : [];
  const isSettled = asked === wanted && (!isAsked || (!isFetching && !isPlaceholderData)) && translators.length > 0;
  return { entries, found, isSettled };
}

function matchEntries(wanted: string, translators: readonly I18n[], isStaff: boolean): SearchEntry[] {
  const offered = searchEntries.filter(({ isForStaff = false }) => isStaff || !isForStaff);
  if (wanted === '') return offered.filter(({ kind }) => kind !== 'help').slice(0, 6);
  const findable = offered.map((entry) => ({ ...entry, texts: translators.map((one) => one._(entry.label)) }));
  return bestMatches(wanted, findable, 8);
}

/** The portal's words in all of its languages: a reader may type any of them. */
function useTranslators(): readonly I18n[] {
  const [translators, setTranslators] = useState<readonly I18n[]>([]);
  useEffect(() => {
    let isOn = true;
    void Promise.all((['en-US', 'nb-NO'] as const).map(translator)).then((made) => isOn && setTranslators(made));
    return () => {
      isOn = false;
    };
  }, []);
  return translators;
}

async function translator(locale: Language): Promise<I18n> {
  return setupI18n({ locale, messages: { [locale]: await messagesOf(locale) } });
}

/** The text once typing has paused. */
function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
