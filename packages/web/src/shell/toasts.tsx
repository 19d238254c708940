import { makeStyles } from '@fluentui/react-components';
import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense } from 'react';
import { dismissToast, useNotifications } from './notifications.ts';

const NotificationCard = lazy(async () => ({ default: (await import('./notification-card.tsx')).NotificationCard }));

const useStyles = makeStyles({
  root: {
    position: 'fixed',
    top: '48px',
    right: '12px',
    zIndex: 1_000_001,
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    width: '340px',
    maxWidth: 'calc(100vw - 24px)',
    '@media print': { display: 'none' },
  },
});

/** Notifications of the last seconds, spoken politely. */
export function Toasts() {
  const styles = useStyles();
  const { t } = useLingui();
  const toasts = useNotifications().filter(({ isToast }) => isToast);
  return (
    <div className={styles.root} role="log" aria-live="polite" aria-label={t`New notifications`}>
      <Suspense fallback={null}>
        {toasts.map((notification) => (
          <NotificationCard
            key={notification.id}
            notification={notification}
            dismissLabel={t`Dismiss`}
            onDismiss={() => dismissToast(notification.id)}
            isRaised
          />
        ))}
      </Suspense>
    </div>
  );
}
