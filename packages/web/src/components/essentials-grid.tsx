import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId, useState } from 'react';

const useStyles = makeStyles({
  root: { flexShrink: 0, paddingBottom: '16px' },
  toggle: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '32px',
    padding: '0 4px 0 0',
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    columnGap: '48px',
    rowGap: '4px',
    margin: '4px 0 0',
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 180px) minmax(0, 1fr)',
    gap: '8px',
    minHeight: '24px',
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr', gap: 0 },
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
});

export type Essential = { readonly key: string; readonly label: string; readonly value: ReactNode };

/** *Essentials*: label and value in two columns that fold away. */
export function EssentialsGrid({ items }: { items: readonly Essential[] }) {
  const styles = useStyles();
  const listId = useId();
  const [isOpen, setOpen] = useState(true);
  return (
    <section className={styles.root}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
        <Trans>Essentials</Trans>
      </button>
      <dl id={listId} className={styles.list} hidden={!isOpen}>
        {isOpen &&
          items.map(({ key, label, value }) => (
            <div key={key} className={styles.pair}>
              <dt className={styles.label}>{label}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
