import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLayoutStyles } from './layout.styles.ts';

/** The page itself, which scrolls on its own: it can take the focus, so that the keyboard can scroll it. */
export function ContentColumn({ children }: { children: ReactNode }) {
  const styles = useLayoutStyles();
  const { t } = useLingui();
  return (
    <div className={styles.content} role="group" aria-label={t`Page content`} tabIndex={0}>
      {children}
    </div>
  );
}
