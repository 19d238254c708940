import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  heading: { margin: '8px 0 4px', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  list: { margin: '0 0 24px', maxWidth: '760px' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 220px) minmax(0, 1fr)',
    gap: '8px',
    padding: '9px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: '1fr', gap: '2px' },
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

type Property = { readonly key: string; readonly label: string; readonly value: ReactNode };

/** Labels and values one under the other. */
export function PropertyList({ heading, items }: { heading: string; items: readonly Property[] }) {
  const styles = useStyles();
  return (
    <section>
      <h2 className={styles.heading}>{heading}</h2>
      <dl className={styles.list}>
        {items.map(({ key, label, value }) => (
          <div key={key} className={styles.pair}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
