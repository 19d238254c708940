import {
  makeStyles,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  tokens,
} from '@fluentui/react-components';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { signOut, useSession } from '../api/queries/session.ts';
import { paths } from '../paths.ts';
import { notify } from './notifications.ts';

const useStyles = makeStyles({
  who: { padding: '8px 12px' },
  name: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  email: { margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

/** Who is signed in, their billing accounts, and the way out. */
export function AccountMenu({ target, onClose }: { target: HTMLElement | null; onClose: () => void }) {
  const styles = useStyles();
  const { t } = useLingui();
  const router = useRouter();
  const { user, billingAccounts } = useSession();
  const go = (href: string) => void router.navigate({ href });
  const leave = () => {
    signOut().catch(() =>
      notify({
        intent: 'error',
        title: t`You are still signed in`,
        body: t`The server could not be reached. Try again.`,
      }),
    );
  };
  return (
    <Menu
      open
      onOpenChange={(_, { open }) => !open && onClose()}
      positioning={{ target, position: 'below', align: 'end' }}
    >
      <MenuPopover>
        <div className={styles.who}>
          <p className={styles.name}>{user.name}</p>
          <p className={styles.email}>{user.email}</p>
        </div>
        <MenuList>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>
              <Trans>Switch scope</Trans>
            </MenuGroupHeader>
            {billingAccounts.map(({ name, displayName }) => (
              <MenuItem key={name} icon={<BuildingRegular />} onClick={() => go(paths.overview({ account: name }))}>
                {displayName}
              </MenuItem>
            ))}
            <MenuItem icon={<OrganizationRegular />} onClick={() => go(paths.billingScopes())}>
              <Trans>Billing scopes</Trans>
            </MenuItem>
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<SignOutRegular />} onClick={leave}>
            <Trans>Sign out</Trans>
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
