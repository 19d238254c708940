import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

import type { InvoiceColumn } from './invoice-columns.ts';
import type { InvoiceSort, SortColumn } from './invoice-list-search.ts';
import { ACTIONS_PX, ON_MORE_AT_RIGHT, ON_NARROW } from './narrow.ts';
import { gridTemplate } from './row-layout.ts';

interface InvoiceGridHeadProps {
  readonly columns: readonly InvoiceColumn[];
  readonly sort: InvoiceSort | undefined;
  readonly onSort: (column: SortColumn) => void;
  readonly selectAll: ReactNode | undefined;
}

/** Headings that stay while the rows scroll; pressing one orders the list by it. */
export function InvoiceGridHead({ columns, sort, onSort, selectAll }: InvoiceGridHeadProps) {
  const styles = useStyles();
  return (
    <div role="rowgroup" className={styles.group}>
      <div role="row" aria-rowindex={1} className={styles.row} style={gridTemplate(columns, selectAll !== undefined)}>
        {selectAll !== undefined && (
          <div role="columnheader" className={styles.select}>
            {selectAll}
          </div>
        )}
        {columns.map((column) => (
          <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
        <div role="columnheader" className={styles.actions}>
          <span className={styles.hidden}>
            <Trans>Actions</Trans>
          </span>
        </div>
      </div>
    </div>
  );
}

type HeadingProps = Omit<InvoiceGridHeadProps, 'columns' | 'selectAll'> & { readonly column: InvoiceColumn };

function Heading({ column, sort, onSort }: HeadingProps) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const { heading, isNumeric, sort: by } = column;
  const isSorted = by !== undefined && sort?.column === by;
  const className = mergeClasses(
    styles.cell,
    isNumeric && styles.numeric,
    column.key === 'status' && styles.status,
    by === undefined && styles.wideOnly,
  );
  if (by === undefined) {
    return (
      <div role="columnheader" className={className}>
        {i18n._(heading)}
      </div>
    );
  }
  const direction = sort?.descending ? 'descending' : 'ascending';
  return (
    <div role="columnheader" aria-sort={isSorted ? direction : 'none'} className={className}>
      <button type="button" className={styles.button} onClick={() => onSort(by)}>
        {i18n._(heading)}
        {isSorted && (sort.descending ? <ArrowDownRegular aria-hidden /> : <ArrowUpRegular aria-hidden />)}
      </button>
    </div>
  );
}

const useStyles = makeStyles({
  group: {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [ON_NARROW]: { position: 'static' },
  },
  row: {
    display: 'grid',
    alignItems: 'center',
    height: '36px',
    // Over stacked rows the headings are the ways to order them, side by side.
    [ON_NARROW]: { display: 'flex', flexWrap: 'wrap', height: 'auto', padding: `${tokens.spacingVerticalXS} 0` },
  },
  select: { height: '100%', minWidth: '32px' },
  cell: {
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    [ON_NARROW]: { padding: `0 ${tokens.spacingHorizontalM} 0 0`, fontWeight: tokens.fontWeightRegular },
  },
  numeric: {
    textAlign: 'right',
    paddingRight: tokens.spacingHorizontalL,
    [ON_NARROW]: { paddingRight: tokens.spacingHorizontalM },
  },
  status: {
    position: 'sticky',
    right: `${ACTIONS_PX}px`,
    height: '100%',
    alignContent: 'center',
    backgroundColor: tokens.colorNeutralBackground1,
    [ON_MORE_AT_RIGHT]: { boxShadow: `-6px 0 6px -6px ${tokens.colorNeutralShadowKey}` },
  },
  wideOnly: {
    [ON_NARROW]: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' },
  },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '24px',
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { color: tokens.colorBrandForegroundLink },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  actions: { position: 'sticky', right: 0, height: '100%', backgroundColor: tokens.colorNeutralBackground1 },
  hidden: { position: 'absolute', clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' },
});
