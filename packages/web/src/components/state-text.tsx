import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '6px', verticalAlign: 'middle', whiteSpace: 'nowrap' },
  icon: { display: 'flex', fontSize: '16px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  neutral: { color: tokens.colorNeutralForeground2 },
  note: {
    display: 'block',
    minWidth: '180px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

export type StateLook = { readonly icon: ReactElement; readonly tone: 'good' | 'bad' | 'neutral' };

interface StateTextProps {
  readonly look: StateLook;
  readonly word: string;
  /** Under it, e.g. why. */
  readonly note?: ReactNode;
}

/** Where something stands, by icon and word, never by colour alone. */
export function StateText({ look: { icon, tone }, word, note }: StateTextProps) {
  const styles = useStyles();
  return (
    <>
      <span className={styles.root}>
        <span className={mergeClasses(styles.icon, styles[tone])} aria-hidden="true">
          {icon}
        </span>
        {word}
      </span>
      {note !== undefined && note !== null && <span className={styles.note}>{note}</span>}
    </>
  );
}
