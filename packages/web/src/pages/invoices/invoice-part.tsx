import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A titled part of the invoice's page; its body is not torn over two printed pages where that can be helped. */
export function InvoicePart({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

const useStyles = makeStyles({
  part: { '@media print': { breakInside: 'avoid-page' } },
  title: {
    margin: `0 0 ${tokens.spacingVerticalS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});
