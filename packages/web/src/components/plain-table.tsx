import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Key, ReactNode } from 'react';
import { SkeletonBar } from './skeletons.tsx';

const useStyles = makeStyles({
  // Tables may be wider than a narrow screen; the box scrolls, not the page.
  box: { flexShrink: 0, overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse', textAlign: 'start' },
  head: {
    height: '36px',
    padding: '0 24px 0 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  row: { ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  cell: {
    height: '36px',
    padding: '4px 24px 4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
  },
  unbroken: { whiteSpace: 'nowrap' },
  numeric: {
    textAlign: 'end',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    // Flush with the rules, as the amounts of every other table on the page.
    ':last-child': { paddingRight: 0 },
  },
  bar: { display: 'block', width: '70%' },
});

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Right-aligned in tabular figures. */
  readonly isNumeric?: boolean;
  /** Short values that read badly over several lines, such as dates. */
  readonly isUnbroken?: boolean;
};

type PlainTableProps<Row> = {
  /** The name of the table, for those who do not see the page around it. */
  readonly label: string;
  /** The first column names its row. */
  readonly columns: readonly Column<Row>[];
  /** Undefined while loading: the table keeps its place with grey bars. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => Key;
};

const SKELETON_ROWS = 4;

/** A dense table with thin rules, for short lists. */
export function PlainTable<Row>({ label, columns, rows, rowKey }: PlainTableProps<Row>) {
  const styles = useStyles();
  return (
    <section className={styles.box} aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-busy={rows === undefined}>
        <thead>
          <tr>
            {columns.map(({ key, header, isNumeric = false }) => (
              <th key={key} scope="col" className={mergeClasses(styles.head, isNumeric && styles.numeric)}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined ? (
            <SkeletonRows columns={columns} />
          ) : (
            rows.map((row) => <TableRow key={rowKey(row)} row={row} columns={columns} />)
          )}
        </tbody>
      </table>
    </section>
  );
}

function TableRow<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  const styles = useStyles();
  return (
    <tr className={styles.row}>
      {columns.map(({ key, cell, isNumeric = false, isUnbroken = false }, index) => {
        const className = mergeClasses(styles.cell, isUnbroken && styles.unbroken, isNumeric && styles.numeric);
        if (index > 0) {
          return (
            <td key={key} className={className}>
              {cell(row)}
            </td>
          );
        }
        return (
          <th key={key} scope="row" className={className}>
            {cell(row)}
          </th>
        );
      })}
    </tr>
  );
}

function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const styles = useStyles();
  return Array.from({ length: SKELETON_ROWS }, (_, row) => (
    <tr key={row}>
      {columns.map(({ key }) => (
        <td key={key} className={styles.cell}>
          <SkeletonBar className={styles.bar} />
        </td>
      ))}
    </tr>
  ));
}
