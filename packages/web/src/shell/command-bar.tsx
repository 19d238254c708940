import { makeStyles, tokens, ToolbarButton, Toolbar } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    flexWrap: 'wrap',
    marginBottom: '8px',
    paddingLeft: 0,
    paddingRight: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  command: { fontWeight: tokens.fontWeightRegular, minWidth: 'auto', paddingLeft: '8px', paddingRight: '8px' },
});

export type Command = {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
  readonly isPrimary?: boolean;
  readonly isDisabled?: boolean;
};

/** The row of icon-and-label buttons above the content; arrow keys move along it. */
export function CommandBar({ items }: { items: readonly Command[] }) {
  const styles = useStyles();
  const { t } = useLingui();
  return (
    <Toolbar aria-label={t`Commands`} className={styles.root}>
      {items.map(({ key, label, icon, onClick, isPrimary = false, isDisabled = false }) => (
        <ToolbarButton
          key={key}
          className={styles.command}
          icon={icon}
          onClick={onClick}
          disabled={isDisabled}
          appearance={isPrimary ? 'primary' : 'subtle'}
        >
          {label}
        </ToolbarButton>
      ))}
    </Toolbar>
  );
}
