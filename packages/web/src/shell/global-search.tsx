import { mergeClasses } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from 'react';
import { useGlobalSearchStyles } from './global-search.styles.ts';
import type { SearchListHandle } from './search-list.tsx';
import { useSearchShortcut } from './use-search-shortcut.ts';

const SearchList = lazy(async () => ({ default: (await import('./search-list.tsx')).SearchList }));

/** The search box of the top bar: a combobox whose list (and everything it knows) is loaded when the box gets the focus. */
export function GlobalSearch() {
  const styles = useGlobalSearchStyles();
  const { t } = useLingui();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<SearchListHandle>(null);
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [activeId, setActiveId] = useState<string>();
  const [isEnterWaiting, setEnterWaiting] = useState(false);
  useSearchShortcut(input);
  const close = () => {
    setOpen(false);
    setActiveId(undefined);
    setEnterWaiting(false);
  };
  const onFollow = () => {
    setQuery('');
    close();
    input.current?.blur();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (list.current?.onKey(event.key) === true) event.preventDefault();
    else if (event.key === 'ArrowDown') setOpen(true);
    else if (event.key === 'Enter' && query.trim() !== '') setEnterWaiting(true);
  };
  return (
    <div className={styles.root} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <div className={mergeClasses(styles.box, isOpen && styles.boxOpen)} role="search">
        <SearchRegular className={styles.icon} aria-hidden="true" />
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-label={t`Search`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={activeId}
          autoComplete="off"
          spellCheck={false}
          placeholder={t`Search pages, invoices, people and help (G+/)`}
          value={query}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onChange={(event) => {
            setQuery(event.target.value);
            setEnterWaiting(false);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <SearchList
            ref={list}
            id={listId}
            query={query}
            isEnterWaiting={isEnterWaiting}
            onActive={setActiveId}
            onFollow={onFollow}
          />
        </Suspense>
      )}
    </div>
  );
}
