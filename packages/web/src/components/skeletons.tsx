import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '16px', paddingTop: '8px', paddingBottom: '8px' },
  bar: {
    height: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { from: { opacity: 1 }, '50%': { opacity: 0.5 }, to: { opacity: 1 } },
    animationDuration: '1.6s',
    animationIterationCount: 'infinite',
  },
  wide: { width: '85%' },
  middle: { width: '60%' },
  narrow: { width: '35%' },
});

/** Grey bars in the place of text that is on its way; `label` is what a screen reader says meanwhile. */
export function SkeletonLines({ label, lines = 3 }: { label: string; lines?: number }) {
  const styles = useStyles();
  const widths = [styles.wide, styles.middle, styles.narrow];
  return (
    <div className={styles.root} role="status" aria-busy="true" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <SkeletonBar key={line} className={widths[line % widths.length]} />
      ))}
    </div>
  );
}

/** One grey bar, e.g. in the cell of a table; says nothing by itself. */
export function SkeletonBar({ className }: { className?: string | undefined }) {
  const styles = useStyles();
  return <span aria-hidden="true" className={mergeClasses(styles.bar, className)} />;
}
