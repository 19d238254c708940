import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { Trans, useLingui } from '@lingui/react/macro';
import { signOut, useSession } from '../api/queries/session.ts';
import { paths } from '../paths.ts';
import { notify } from './notifications.ts';
import { PlainLink } from './page-link.tsx';
import { useMenuStyles } from './resource-menu.styles.ts';

const useStyles = makeStyles({
  root: {
    position: 'absolute',
    top: '40px',
    right: 0,
    zIndex: 1000,
    width: '300px',
    maxWidth: '100vw',
    maxHeight: 'calc(100dvh - 40px)',
    overflowY: 'auto',
    padding: '8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
  },
  who: { padding: '8px 12px' },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  email: { margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  rule: { margin: '4px 0', border: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  button: { width: '100%', border: 'none', background: 'none', font: 'inherit', textAlign: 'start', cursor: 'pointer' },
});

/** Whoever has more finds them under *Billing scopes*. */
const MAX_ACCOUNTS = 5;

/** Who is signed in, their billing accounts, and the way out: folds out under the account button. */
export function AccountMenu({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const menu = useMenuStyles();
  const { user, billingAccounts } = useSession();
  return (
    <div className={styles.root}>
      <div className={styles.who}>
        <p className={styles.name}>{user.name}</p>
        <p className={styles.email}>{user.email}</p>
      </div>
      <hr className={styles.rule} />
      <h2 className={menu.heading}>
        <Trans>Switch scope</Trans>
      </h2>
      <ul className={menu.list}>
        {billingAccounts.slice(0, MAX_ACCOUNTS).map(({ name, displayName }) => (
          <li key={name}>
            <PlainLink to={paths.overview({ account: name })} className={menu.item} onClick={onClose}>
              <span className={menu.icon} aria-hidden="true">
                <BuildingRegular />
              </span>
              {displayName}
            </PlainLink>
          </li>
        ))}
        <li>
          <PlainLink to={paths.billingScopes()} className={menu.item} onClick={onClose}>
            <span className={menu.icon} aria-hidden="true">
              <OrganizationRegular />
            </span>
            <Trans>Billing scopes</Trans>
          </PlainLink>
        </li>
      </ul>
      <hr className={styles.rule} />
      <SignOutButton className={mergeClasses(menu.item, styles.button)} />
    </div>
  );
}

function SignOutButton({ className }: { className: string }) {
  const menu = useMenuStyles();
  const { t } = useLingui();
  const title = t`You are still signed in`;
  const body = t`The server could not be reached. Try again.`;
  const leave = () => {
    signOut().catch(() => notify({ intent: 'error', title, body }));
  };
  return (
    <button type="button" className={className} onClick={leave}>
      <span className={menu.icon} aria-hidden="true">
        <SignOutRegular />
      </span>
      <Trans>Sign out</Trans>
    </button>
  );
}
