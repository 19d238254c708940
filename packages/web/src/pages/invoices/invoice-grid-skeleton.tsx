import { makeStyles, tokens } from '@fluentui/react-components';
import { SkeletonBar } from '../../components/skeletons.tsx';
import type { InvoiceColumn } from './invoice-columns.ts';
import { gridTemplate } from './row-layout.ts';

const ROWS = 12;

interface InvoiceGridSkeletonProps {
  readonly columns: readonly InvoiceColumn[];
  readonly rowHeight: number;
  readonly isNarrow: boolean;
  readonly hasBoxes: boolean;
}

/** Bars where the rows will be, of the same height and tracks, so that nothing moves when they arrive. */
export function InvoiceGridSkeleton({ columns, rowHeight, isNarrow, hasBoxes }: InvoiceGridSkeletonProps) {
  const styles = useStyles();
  const shown = isNarrow ? columns.slice(0, 1) : columns;
  return (
    <div role="presentation" aria-hidden="true">
      {Array.from({ length: ROWS }, (_, row) => (
        <div
          key={row}
          className={styles.row}
          style={{ height: rowHeight, ...(isNarrow ? {} : gridTemplate(columns, hasBoxes)) }}
        >
          {hasBoxes && !isNarrow && <span />}
          {shown.map(({ key }) => (
            <SkeletonBar key={key} className={styles.bar} />
          ))}
        </div>
      ))}
    </div>
  );
}

const useStyles = makeStyles({
  row: { display: 'grid', alignItems: 'center', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  bar: { width: '70%', marginLeft: tokens.spacingHorizontalSNudge },
});
