import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A titled group of cards. */
export function MethodsSection({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </div>
  );
}

const useStyles = makeStyles({
  section: { flexShrink: 0, paddingBottom: tokens.spacingVerticalXXL },
  title: {
    margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});
