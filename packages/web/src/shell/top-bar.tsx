import { mergeClasses } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { PersonCircleRegular } from '@fluentui/react-icons/svg/person-circle';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import {
  type ButtonHTMLAttributes,
  type FocusEvent,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useRef,
  useState,
} from 'react';
import { configQuery, useSession } from '../api/queries/session.ts';
import { paths } from '../paths.ts';
import { GlobalSearch } from './global-search.tsx';
import { useNotifications } from './notifications.ts';
import { PlainLink } from './page-link.tsx';
import { useTopBarStyles } from './top-bar.styles.ts';

const PortalMenu = lazy(async () => ({ default: (await import('./portal-menu.tsx')).PortalMenu }));
const NotificationsPanel = lazy(async () => ({
  default: (await import('./notifications-panel.tsx')).NotificationsPanel,
}));
const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

type Panel = 'menu' | 'notifications' | 'account';

/** The 40 px bar: menu, product, search, and the reader's own things. What opens from it is loaded when it opens. */
export function TopBar() {
  const styles = useTopBarStyles();
  const { t } = useLingui();
  const { data: config } = useQuery(configQuery);
  const [open, setOpen] = useState<Panel>();
  const close = () => setOpen(undefined);
  return (
    <header className={styles.bar}>
      <BarButton label={t`Show portal menu`} isOpen={open === 'menu'} onClick={() => setOpen('menu')}>
        <NavigationRegular />
      </BarButton>
      <PlainLink to={paths.home()} className={styles.product}>
        {config?.productName ?? 'Betalt'}
      </PlainLink>
      <GlobalSearch />
      <div className={styles.buttons}>
        <Bell isOpen={open === 'notifications'} onClick={() => setOpen('notifications')} />
        <BarLink to={paths.settings()} label={t({ message: 'Settings', context: 'the portal settings of the reader' })}>
          <SettingsRegular />
        </BarLink>
        <BarLink to={paths.help()} label={t`Help`} isHiddenWhenNarrow>
          <QuestionCircleRegular />
        </BarLink>
        <Account isOpen={open === 'account'} onOpen={() => setOpen('account')} onClose={close} />
      </div>
      <Suspense fallback={null}>
        {open === 'menu' && <PortalMenu onClose={close} />}
        {open === 'notifications' && <NotificationsPanel onClose={close} />}
      </Suspense>
    </header>
  );
}

function Bell({ isOpen, onClick }: { isOpen: boolean; onClick: () => void }) {
  const styles = useTopBarStyles();
  const { t } = useLingui();
  const unread = useNotifications().filter(({ isRead }) => !isRead).length;
  const label = t({
    message: plural(unread, { 0: 'Notifications', one: 'Notifications, # new', other: 'Notifications, # new' }),
  });
  return (
    <BarButton label={label} isOpen={isOpen} onClick={onClick}>
      <AlertRegular />
      {unread > 0 && <span className={styles.count}>{unread}</span>}
    </BarButton>
  );
}

type AccountProps = { readonly isOpen: boolean; readonly onOpen: () => void; readonly onClose: () => void };

/** The account button with what folds out of it; Esc, or leaving it with the focus, folds it again. */
function Account({ isOpen, onOpen, onClose }: AccountProps) {
  const styles = useTopBarStyles();
  const { t } = useLingui();
  const { user } = useSession();
  const { name } = user;
  const button = useRef<HTMLButtonElement>(null);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !isOpen) return;
    onClose();
    button.current?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (isOpen && !currentTarget.contains(relatedTarget)) onClose();
  };
  return (
    <div onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={mergeClasses(styles.button, styles.account)}
        aria-label={t`Account: ${name}`}
        aria-expanded={isOpen}
        onClick={isOpen ? onClose : onOpen}
      >
        <span className={styles.email}>{user.email}</span>
        <PersonCircleRegular />
      </button>
      <Suspense fallback={null}>{isOpen && <AccountMenu onClose={onClose} />}</Suspense>
    </div>
  );
}

type BarButtonProps = { readonly label: string; readonly isOpen: boolean; readonly children: ReactNode } & Pick<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'onClick'
>;

function BarButton({ label, isOpen, children, onClick }: BarButtonProps) {
  const styles = useTopBarStyles();
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

type BarLinkProps = {
  readonly to: string;
  readonly label: string;
  readonly isHiddenWhenNarrow?: boolean;
  readonly children: ReactNode;
};

function BarLink({ to, label, isHiddenWhenNarrow = false, children }: BarLinkProps) {
  const styles = useTopBarStyles();
  return (
    <PlainLink
      to={to}
      className={mergeClasses(styles.button, isHiddenWhenNarrow && styles.wideOnly)}
      aria-label={label}
      title={label}
    >
      {children}
    </PlainLink>
  );
}
