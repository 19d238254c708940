import { makeStyles, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useState } from 'react';

const ASK_AFTER_MS = 250;

/** Searches by invoice ID or PO number, once the reader pauses. */
export function InvoiceSearchBox({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const styles = useStyles();
  const { t } = useLingui();
  const [typed, setTyped] = useState(query);
  const [known, setKnown] = useState(query);
  if (known !== query) {
    // Back and forward change the address under the box.
    setKnown(query);
    if (typed.trim() !== query) setTyped(query);
  }
  const tell = useEffectEvent(() => typed.trim() !== query && onChange(typed.trim()));
  useEffect(() => {
    const timer = setTimeout(() => tell(), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className={styles.box}>
      <SearchRegular className={styles.icon} aria-hidden />
      <input
        type="search"
        className={styles.input}
        aria-label={t`Search by invoice ID or PO number`}
        placeholder={t`Invoice ID or PO number`}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}

const useStyles = makeStyles({
  box: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    width: '290px',
    maxWidth: '100%',
    height: '28px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
    '@media (max-width: 480px)': { width: '100%' },
  },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3, fontSize: '16px' },
  input: {
    flexGrow: 1,
    minWidth: 0,
    border: 'none',
    outline: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
});
