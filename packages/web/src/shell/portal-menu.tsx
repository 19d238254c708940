import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { MoneyCalculatorRegular } from '@fluentui/react-icons/svg/money-calculator';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import { useSession } from '../api/queries/session.ts';
import { paths } from '../paths.ts';
import { serviceLabel } from '../search/service-label.ts';
import { PlainLink } from './page-link.tsx';
import { useMenuStyles } from './resource-menu.styles.ts';
import { ResourceMenu } from './resource-menu.tsx';
import { useReturnFocus } from './use-return-focus.ts';
import { useCurrentScope, useOptionalScope } from './use-scope.ts';

const useStyles = makeStyles({
  drawer: { width: '280px', maxWidth: '100vw' },
  body: { padding: '0 8px 16px' },
  scope: { marginTop: '8px', paddingTop: '8px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** What the menu button opens: the portal's services, and the menu of the scope where there is no room beside the page. */
export function PortalMenu({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  const styles = useStyles();
  const menu = useMenuStyles();
  const { t, i18n } = useLingui();
  const current = useCurrentScope();
  const scope = useOptionalScope();
  const { issuerRoles } = useSession();
  const billing = current === undefined ? paths.billingScopes() : paths.overview(current);
  const item = (to: string, icon: ReactElement, text: string) => (
    <li>
      <PlainLink to={to} className={menu.item} onClick={onClose}>
        <span className={menu.icon} aria-hidden="true">
          {icon}
        </span>
        {text}
      </PlainLink>
    </li>
  );
  return (
    <OverlayDrawer open position="start" className={styles.drawer} onOpenChange={(_, { open }) => !open && onClose()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" aria-label={t`Close`} icon={<DismissRegular />} onClick={onClose} />}
        >
          {t`Portal menu`}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <ul className={menu.list}>
          {item(paths.home(), <HomeRegular />, t`Home`)}
          {item(billing, <MoneyCalculatorRegular />, i18n._(serviceLabel))}
          {item(
            paths.settings(),
            <SettingsRegular />,
            t({ message: 'Settings', context: 'the portal settings of the reader' }),
          )}
          {item(paths.help(), <QuestionCircleRegular />, t`Help`)}
        </ul>
        {(scope !== undefined || issuerRoles.length > 0) && (
          <div className={styles.scope}>
            <ResourceMenu scope={scope} onFollow={onClose} isInDrawer />
          </div>
        )}
      </DrawerBody>
    </OverlayDrawer>
  );
}
