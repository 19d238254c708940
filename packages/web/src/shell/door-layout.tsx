import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { LanguageSwitch } from './language-switch.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100dvh',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    height: '40px',
    padding: '0 16px',
    backgroundColor: 'var(--bar)',
    color: 'var(--on-bar)',
    borderBottom: 'var(--bar-line)',
    fontSize: '15px',
    fontWeight: tokens.fontWeightSemibold,
  },
  main: { display: 'flex', justifyContent: 'center', flexGrow: 1, padding: '32px 12px' },
  card: {
    width: '100%',
    maxWidth: '480px',
    height: 'fit-content',
    padding: '28px 32px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow8,
    '@media (max-width: 480px)': { padding: '20px 16px' },
  },
  wide: { maxWidth: '640px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  subtitle: { margin: '0 0 20px', color: tokens.colorNeutralForeground2 },
  foot: { display: 'flex', justifyContent: 'center', padding: '12px' },
});

interface DoorLayoutProps {
  readonly title: string;
  readonly subtitle?: string;
  /** Room for more than a form. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Pages before sign-in: one card under the bar, and the choice of language. */
export function DoorLayout({ title, subtitle, isWide = false, children }: DoorLayoutProps) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${title} - Betalt`;
  }, [title]);
  return (
    <div className={styles.root}>
      <header className={styles.bar}>Betalt</header>
      <main className={styles.main}>
        <div className={mergeClasses(styles.card, isWide && styles.wide)}>
          <h1 className={styles.title}>{title}</h1>
          {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
          {children}
        </div>
      </main>
      <footer className={styles.foot}>
        <LanguageSwitch />
      </footer>
    </div>
  );
}
