import { makeStyles, tokens } from '@fluentui/react-components';
import { AddCircleRegular } from '@fluentui/react-icons/svg/add-circle';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { FilterPill } from './filter-pill.tsx';
import {
  FILTER_LABELS,
  type FilterKey,
  isSet,
  type ProfileOptions,
  STANDING_FILTERS,
  withoutFilter,
} from './invoice-filters.ts';
import type { InvoiceListSearch } from './invoice-list-search.ts';
import { InvoiceSearchBox } from './invoice-search-box.tsx';

// Most visits change no filter: what edits one comes with the first press.
const FilterEditor = lazy(async () => ({ default: (await import('./filter-editor.tsx')).FilterEditor }));
const FilterMenu = lazy(async () => ({ default: (await import('./filter-menu.tsx')).FilterMenu }));

interface FilterBarProps {
  readonly search: InvoiceListSearch;
  readonly profiles: ProfileOptions;
  readonly onChange: (search: InvoiceListSearch) => void;
}

type Opened = { readonly what: FilterKey | 'menu'; readonly anchor: HTMLElement };

/** Search box and filter pills: *Status == Due, Past due*. */
export function FilterBar({ search, profiles, onChange }: FilterBarProps) {
  const styles = useStyles();
  const { t, i18n } = useLingui();
  const [opened, setOpened] = useState<Opened | undefined>();
  const offered = FILTERS.filter((key) => key !== 'profile' || profiles.length > 1);
  const pills = offered.filter((key) => STANDING_FILTERS.includes(key) || isSet(key, search));
  const addable = offered.filter((key) => !pills.includes(key));
  return (
    <div role="search" aria-label={t`Filter invoices`} className={styles.bar}>
      <InvoiceSearchBox query={search.query} onChange={(query) => onChange({ ...search, query })} />
      {pills.map((key) => (
        <FilterPill
          key={key}
          of={key}
          search={search}
          profiles={profiles}
          onOpen={(anchor) => setOpened({ what: key, anchor })}
          onRemove={STANDING_FILTERS.includes(key) ? undefined : () => onChange(withoutFilter(search, key))}
        />
      ))}
      {addable.length > 0 && (
        <button
          type="button"
          className={styles.add}
          aria-haspopup="menu"
          onClick={(event) => setOpened({ what: 'menu', anchor: event.currentTarget })}
        >
          <AddCircleRegular aria-hidden />
          <Trans>Add filter</Trans>
        </button>
      )}
      <Suspense fallback={null}>
        {opened?.what === 'menu' && (
          <FilterMenu
            anchor={opened.anchor}
            filters={addable.map((key) => ({ key, text: i18n._(FILTER_LABELS[key]) }))}
            onPick={(what) => setOpened({ what, anchor: opened.anchor })}
            onClose={() => setOpened((now) => (now?.what === 'menu' ? undefined : now))}
          />
        )}
        {opened && opened.what !== 'menu' && (
          <FilterEditor
            key={opened.what}
            of={opened.what}
            anchor={opened.anchor}
            search={search}
            profiles={profiles}
            onChange={onChange}
            onClose={() => setOpened(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

const FILTERS: readonly FilterKey[] = ['timespan', 'status', 'profile', 'type', 'amount'];

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}`,
    '@media print': { display: 'none' },
  },
  add: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '28px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusCircular,
    background: 'none',
    color: tokens.colorBrandForegroundLink,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
