import { mergeClasses } from '@fluentui/react-components';
import { ChevronDoubleLeftRegular } from '@fluentui/react-icons/svg/chevron-double-left';
import { ChevronDoubleRightRegular } from '@fluentui/react-icons/svg/chevron-double-right';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../api/queries/session.ts';
import type { Scope } from '../scope.ts';
import { billingGroups, type MenuPage, pagesOf } from './billing-pages.tsx';
import { PlainLink } from './page-link.tsx';
import { useMenuStyles } from './resource-menu.styles.ts';

type ResourceMenuProps = {
  /** Undefined on the pages of the issuer, which have none. */
  readonly scope: Scope | undefined;
  readonly onFollow?: () => void;
  /** Inside the portal menu it is as wide as that, and cannot fold. */
  readonly isInDrawer?: boolean;
};

/** The menu of a billing scope: groups of pages with a filter box of its own; folds to icons. */
export function ResourceMenu({ scope, onFollow, isInDrawer = false }: ResourceMenuProps) {
  const styles = useMenuStyles();
  const { t, i18n } = useLingui();
  const [filter, setFilter] = useState('');
  const [isFolded, setFolded] = useState(false);
  const wanted = filter.trim().toLocaleLowerCase(i18n.locale);
  const { issuerRoles } = useSession();
  const shown = pagesOf(scope, issuerRoles.length > 0).filter(({ label }) =>
    i18n._(label).toLocaleLowerCase(i18n.locale).includes(wanted),
  );
  return (
    <nav
      className={mergeClasses(styles.root, isFolded && styles.folded, isInDrawer && styles.inDrawer)}
      aria-label={scope === undefined ? t`Issuer menu` : t`Billing scope menu`}
    >
      <div className={styles.head}>
        {!isFolded && <FilterBox value={filter} onChange={setFilter} />}
        {!isInDrawer && <FoldButton isFolded={isFolded} onFold={setFolded} />}
      </div>
      {billingGroups.map(({ key, label }) => {
        const pages = shown.filter(({ group }) => group === key);
        if (pages.length === 0) return null;
        return (
          <div key={key} className={styles.group}>
            {label !== undefined && !isFolded && <h2 className={styles.heading}>{i18n._(label)}</h2>}
            <MenuList label={label && i18n._(label)} pages={pages} isFolded={isFolded} onFollow={onFollow} />
          </div>
        );
      })}
      {shown.length === 0 && (
        <p className={styles.nothing} role="status">
          <Trans>No results</Trans>
        </p>
      )}
    </nav>
  );
}

type MenuListProps = {
  /** The group's heading; undefined for the pages above all groups. */
  readonly label: string | undefined;
  readonly pages: readonly MenuPage[];
  readonly isFolded: boolean;
  readonly onFollow?: (() => void) | undefined;
};

function MenuList({ label, pages, isFolded, onFollow }: MenuListProps) {
  const styles = useMenuStyles();
  const { i18n } = useLingui();
  const here = useLocation({ select: ({ pathname }) => decodeURI(pathname) });
  return (
    <ul className={styles.list} aria-label={label}>
      {pages.map((page) => {
        const isHere = isUnder(here, decodeURI(page.to), page.key === 'overview');
        const text = i18n._(page.label);
        return (
          <li key={page.key}>
            <PlainLink
              to={page.to}
              className={mergeClasses(styles.item, isHere && styles.selected)}
              aria-current={isHere ? 'page' : undefined}
              aria-label={isFolded ? text : undefined}
              title={isFolded ? text : undefined}
              onClick={onFollow}
            >
              <span className={styles.icon} aria-hidden="true">
                {page.icon}
              </span>
              {!isFolded && text}
            </PlainLink>
          </li>
        );
      })}
    </ul>
  );
}

function FilterBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const styles = useMenuStyles();
  const { t } = useLingui();
  return (
    <div className={styles.filter}>
      <SearchRegular aria-hidden="true" />
      <input
        className={styles.filterInput}
        type="search"
        aria-label={t`Filter the menu`}
        placeholder={t({ message: 'Search', context: 'in the filter box of a menu' })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function FoldButton({ isFolded, onFold }: { isFolded: boolean; onFold: (isFolded: boolean) => void }) {
  const styles = useMenuStyles();
  const { t } = useLingui();
  const label = isFolded ? t`Expand the menu` : t`Collapse the menu`;
  return (
    <button
      type="button"
      className={styles.fold}
      aria-label={label}
      title={label}
      aria-expanded={!isFolded}
      onClick={() => onFold(!isFolded)}
    >
      {isFolded ? <ChevronDoubleRightRegular /> : <ChevronDoubleLeftRegular />}
    </button>
  );
}

function isUnder(here: string, path: string, isExact: boolean): boolean {
  return here === path || here === `${path}/` || (!isExact && path !== '/billing' && here.startsWith(`${path}/`));
}
