import type { PortalConfig } from '@betalt/contract/portal/session.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';

const useStyles = makeStyles({
  root: { marginTop: '24px', paddingTop: '16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: '4px 0 8px', color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  person: {
    width: '100%',
    minHeight: '44px',
    padding: '4px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  name: { display: 'block', overflowWrap: 'anywhere' },
  role: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type Demo = NonNullable<PortalConfig['demo']>;

/** Demo mode only: who can be signed in as; a click fills the form. */
export function DemoPeople({
  demo,
  onChoose,
}: {
  demo: Demo;
  onChoose: (filled: { email: string; password: string }) => void;
}) {
  const styles = useStyles();
  const { password } = demo;
  return (
    <section className={styles.root}>
      <h2 className={styles.heading}>
        <Trans>Demo people</Trans>
      </h2>
      <p className={styles.text}>
        <Trans>
          Everyone's password is <code>{password}</code>. Choose a person to fill the form.
        </Trans>
      </p>
      <ul className={styles.list}>
        {demo.people.map(({ email, name, roleDescription }) => (
          <li key={email}>
            <button type="button" className={styles.person} onClick={() => onChoose({ email, password })}>
              <span className={styles.name}>
                {name} ({email})
              </span>
              <span className={styles.role}>{roleDescription}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
