import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

/** A titled group of cards. */
export function MethodsSection({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={styles.section}>
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
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
