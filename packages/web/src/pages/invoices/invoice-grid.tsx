import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { NARROW as NARROW_PAGE } from '../../shell/layout.styles.ts';
import type { InvoiceColumn } from './invoice-columns.ts';
import { InvoiceGridHead } from './invoice-grid-head.tsx';
import { InvoiceGridSkeleton } from './invoice-grid-skeleton.tsx';
import type { InvoiceSort, SortColumn } from './invoice-list-search.ts';
import { ON_NARROW } from './narrow.ts';
import { gridTemplate, leastWidth, rowHeightOf, useIsNarrow } from './row-layout.ts';

interface InvoiceGridProps {
  readonly columns: readonly InvoiceColumn[];
  /** The rows read so far; undefined before the first answer. */
  readonly invoices: readonly Invoice[] | undefined;
  /** How many there are in all, read or not. */
  readonly totalCount: number | undefined;
  readonly sort: InvoiceSort | undefined;
  readonly onSort: (column: SortColumn) => void;
  /** The last rows are near: read more. */
  readonly onNearEnd: () => void;
  readonly renderRow: (invoice: Invoice) => ReactNode;
  /** The box over the boxes of the rows; undefined where the reader pays nothing here. */
  readonly selectAll: ReactNode | undefined;
  /** How wide the list is, as soon as it is known and whenever it changes. */
  readonly onWidth: (widthPx: number) => void;
}

/** The list of invoices: only the rows in sight exist, and a reader of the table still hears how many there are. */
export function InvoiceGrid(props: InvoiceGridProps) {
  const { columns, invoices, totalCount, sort, onSort, onNearEnd, renderRow, selectAll, onWidth } = props;
  const hasBoxes = selectAll !== undefined;
  const styles = useStyles();
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  useWidth(scroller, onWidth);
  const isNarrow = useIsNarrow();
  const rowHeight = rowHeightOf(isNarrow);
  const count = invoices?.length ?? 0;
  const { virtualizer, keepRow } = useRows(scroller, count, rowHeight);
  const items = virtualizer.getVirtualItems();
  const lastInSight = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (count > 0 && lastInSight >= count - ROWS_BEFORE_END) onNearEnd();
  }, [count, lastInSight, onNearEnd]);

  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="table"
        aria-label={t`Invoices`}
        aria-rowcount={invoices ? (totalCount ?? count) + 1 : -1}
        aria-colcount={columns.length + (hasBoxes ? 2 : 1)}
        aria-busy={!invoices}
        style={isNarrow ? {} : { minWidth: leastWidth(columns, hasBoxes) }}
      >
        <InvoiceGridHead columns={columns} sort={sort} onSort={onSort} selectAll={selectAll} />
        {invoices ? (
          <div
            role="rowgroup"
            className={styles.body}
            style={{ height: virtualizer.getTotalSize() }}
            onKeyDown={(event) => moveByArrow(event, (index) => virtualizer.scrollToIndex(index))}
          >
            {items.map(({ index, start }) => {
              const invoice = invoices[index];
              return (
                invoice && (
                  <div
                    key={invoice.name}
                    role="row"
                    aria-rowindex={index + 2}
                    data-row={index}
                    className={mergeClasses(styles.row, hasBoxes && styles.withBox)}
                    style={{
                      transform: `translateY(${start}px)`,
                      height: rowHeight,
                      ...(isNarrow ? {} : gridTemplate(columns, hasBoxes)),
                    }}
                    onFocus={() => keepRow(index)}
                    onBlur={() => keepRow(undefined)}
                  >
                    {renderRow(invoice)}
                  </div>
                )
              );
            })}
          </div>
        ) : (
          <InvoiceGridSkeleton columns={columns} rowHeight={rowHeight} isNarrow={isNarrow} hasBoxes={hasBoxes} />
        )}
      </div>
    </div>
  );
}

const ROWS_BEFORE_END = 30;

/** Before the first picture too, so that no column goes away before the reader's eyes. */
function useWidth(element: React.RefObject<HTMLElement | null>, onWidth: (widthPx: number) => void): void {
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return undefined;
    onWidth(measured.clientWidth);
    const observer = new ResizeObserver(() => onWidth(measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, onWidth]);
}

function useRows(scroller: React.RefObject<HTMLDivElement | null>, count: number, rowHeight: number) {
  const [kept, keepRow] = useState<number | undefined>();
  // The row that holds the focus stays in the document however far it is scrolled away: its focus is not lost.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (kept === undefined || kept >= range.count || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((left, right) => left - right);
    },
    [kept],
  );
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return { virtualizer, keepRow };
}

/** Arrow up and down go to the same control of the row above or below; Tab goes on through every control as usual. */
function moveByArrow(event: KeyboardEvent<HTMLDivElement>, scrollTo: (index: number) => void): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const control = (event.target as HTMLElement).closest<HTMLElement>('[data-control]');
  const row = control?.closest<HTMLElement>('[data-row]');
  if (step === 0 || !control || !row) return;
  const index = Number(row.dataset.row) + step;
  event.preventDefault();
  if (index < 0) return;
  const body = event.currentTarget;
  scrollTo(index);
  requestAnimationFrame(() => {
    const next = body.querySelector<HTMLElement>(`[data-row="${index}"]`);
    const same = next?.querySelector<HTMLElement>(`[data-control="${control.dataset.control}"]`);
    (same ?? next?.querySelector<HTMLElement>('[data-control]'))?.focus();
  });
}

const useStyles = makeStyles({
  scroller: {
    position: 'relative',
    flexGrow: 1,
    minHeight: '280px',
    overflow: 'auto',
    containerType: 'scroll-state',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // There the page scrolls as a whole; the list keeps a window of its own, so that only rows in sight exist.
    [NARROW_PAGE]: { flexGrow: 0, height: '100dvh', maxHeight: 'calc(100dvh - 56px)' },
  },
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    display: 'grid',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-within': { backgroundColor: tokens.colorNeutralBackground1Hover },
    [ON_NARROW]: {
      // An amount is never cut off.
      gridTemplateColumns: 'minmax(max-content, 1fr) auto 64px',
      gridTemplateAreas: '"number status actions" "amount due actions"',
      columnGap: tokens.spacingHorizontalS,
      alignContent: 'center',
      rowGap: tokens.spacingVerticalXS,
    },
  },
  withBox: {
    [ON_NARROW]: {
      gridTemplateColumns: '32px minmax(max-content, 1fr) auto 64px',
      gridTemplateAreas: '"select number status actions" "select amount due actions"',
      columnGap: tokens.spacingHorizontalXS,
    },
  },
});
