import { Button, makeStyles } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { ContextPane } from './context-pane.tsx';
import { NotificationCard } from './notification-card.tsx';
import {
  dismissAllNotifications,
  dismissNotification,
  markNotificationsRead,
  useNotifications,
} from './notifications.ts';

const useStyles = makeStyles({ list: { display: 'flex', flexDirection: 'column', gap: '8px' } });

/** Everything since this page was loaded, newest first. */
export function NotificationsPanel({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const { t } = useLingui();
  const notifications = useNotifications();
  useEffect(markNotificationsRead, []);
  const dismissAll = notifications.length > 0 && (
    <Button onClick={dismissAllNotifications}>
      <Trans>Dismiss all</Trans>
    </Button>
  );
  return (
    <ContextPane
      title={t({ message: 'Notifications', context: 'title of the panel' })}
      onClose={onClose}
      footer={dismissAll || undefined}
    >
      {notifications.length === 0 ? (
        <EmptyState icon={<AlertRegular />} title={t`No new notifications`}>
          <Trans>Payments and other work that you start show up here.</Trans>
        </EmptyState>
      ) : (
        <div className={styles.list}>
          {notifications.map((notification) => (
            <NotificationCard
              key={notification.id}
              notification={notification}
              dismissLabel={t`Dismiss`}
              onDismiss={() => dismissNotification(notification.id)}
            />
          ))}
        </div>
      )}
    </ContextPane>
  );
}
