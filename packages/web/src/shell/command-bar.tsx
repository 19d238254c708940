import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { useRovingFocus } from './use-roving-focus.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px',
    flexShrink: 0,
    marginBottom: '8px',
    paddingBottom: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  command: { minWidth: 'auto', paddingLeft: '8px', paddingRight: '8px' },
  subtle: { fontWeight: tokens.fontWeightRegular },
});

export type Command = {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
  readonly isPrimary?: boolean;
  readonly isDisabled?: boolean;
};

/** The row of icon-and-label buttons above the content: one tab stop, arrow keys move along it. */
export function CommandBar({ items }: { items: readonly Command[] }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { ref, onKeyDown, onFocus } = useRovingFocus<HTMLDivElement>();
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={t`Commands`}
      className={styles.root}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {items.map(({ key, label, icon, onClick, isPrimary = false, isDisabled = false }) => (
        <Button
          key={key}
          className={mergeClasses(styles.command, !isPrimary && styles.subtle)}
          icon={icon}
          onClick={onClick}
          disabledFocusable={isDisabled}
          appearance={isPrimary ? 'primary' : 'subtle'}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
