import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { LeaveDialog } from './leave-dialog.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useReturnFocus } from './use-return-focus.ts';

const useStyles = makeStyles({
  drawer: { width: '560px', maxWidth: '100vw' },
  header: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, paddingBottom: '12px' },
  subtitle: { margin: 0, color: tokens.colorNeutralForeground3 },
  body: { paddingTop: '16px' },
  footer: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: '12px',
    paddingBottom: '12px',
    justifyContent: 'flex-start',
    flexWrap: 'wrap',
  },
});

type ContextPaneProps = {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly onClose: () => void;
  /** Buttons, the primary one first. */
  readonly footer?: ReactNode;
  /** Something has been typed that closing would lose: the pane asks first, and so does leaving the page. */
  readonly isDirty?: boolean;
  /** Work is running that closing would hide: asked first in these words instead of those about unsaved input. */
  readonly leaveWarning?: { readonly title: string; readonly text: string } | undefined;
  readonly children: ReactNode;
};

/** A pane of 560 px from the right. The focus is kept in it and goes back where it was; Esc closes. */
export function ContextPane({
  title,
  subtitle,
  onClose,
  footer,
  isDirty = false,
  leaveWarning,
  children,
}: ContextPaneProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [isAsking, setAsking] = useState(false);
  const mustAsk = isDirty || leaveWarning !== undefined;
  useLeaveGuard(mustAsk);
  useReturnFocus();
  const close = () => (mustAsk ? setAsking(true) : onClose());
  return (
    <OverlayDrawer open position="end" className={styles.drawer} onOpenChange={(_, { open }) => !open && close()}>
      <DrawerHeader className={styles.header}>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" aria-label={t`Close`} icon={<DismissRegular />} onClick={close} />}
        >
          {title}
        </DrawerHeaderTitle>
        {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
      </DrawerHeader>
      <DrawerBody className={styles.body}>{children}</DrawerBody>
      {footer !== undefined && <DrawerFooter className={styles.footer}>{footer}</DrawerFooter>}
      {isAsking && <LeaveDialog warning={leaveWarning} onStay={() => setAsking(false)} onLeave={onClose} />}
    </OverlayDrawer>
  );
}
