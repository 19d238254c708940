import { makeStyles, tokens } from '@fluentui/react-components';
import type { MouseEvent } from 'react';

interface SelectBoxProps {
  readonly label: string;
  readonly state: 'none' | 'some' | 'all';
  readonly onChange: (isChosen: boolean, isRange: boolean) => void;
}

/** The browser's own box, in the colour of the theme: a list has hundreds, and it comes with its keys and names. */
export function SelectBox({ label, state, onChange }: SelectBoxProps) {
  const styles = useStyles();
  const onClick = (event: MouseEvent<HTMLInputElement>) => onChange(event.currentTarget.checked, event.shiftKey);
  return (
    <label className={styles.target}>
      <input
        ref={(box) => {
          if (box) box.indeterminate = state === 'some';
        }}
        type="checkbox"
        className={styles.box}
        aria-label={label}
        data-control="select"
        checked={state === 'all'}
        onClick={onClick}
        // The click above tells about Shift too; a controlled box must have this.
        onChange={doNothing}
      />
    </label>
  );
}

function doNothing(): void {}

const useStyles = makeStyles({
  // The whole cell is the target (WCAG 2.5.8 asks for 24 px).
  target: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '100%',
    height: '100%',
    minHeight: '24px',
    cursor: 'pointer',
  },
  box: {
    width: '16px',
    height: '16px',
    margin: 0,
    accentColor: tokens.colorCompoundBrandBackground,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
});
