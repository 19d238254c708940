import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { InfoFilled } from '@fluentui/react-icons/svg/info';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { useFormats } from '../i18n/use-formats.ts';
import type { Notification } from './notifications.ts';
import { PageLink } from './page-link.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: '10px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  raised: { boxShadow: tokens.shadow16 },
  icon: { display: 'flex', fontSize: '20px', flexShrink: 0 },
  success: { color: tokens.colorPaletteGreenForeground1 },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  info: { color: tokens.colorBrandForeground1 },
  words: { flexGrow: 1, minWidth: 0 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  text: { margin: '2px 0 0', overflowWrap: 'anywhere' },
  time: { margin: '4px 0 0', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  dismiss: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '24px',
    height: '24px',
    flexShrink: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

type NotificationCardProps = {
  readonly notification: Notification;
  readonly dismissLabel: string;
  readonly onDismiss: () => void;
  readonly isRaised?: boolean;
};

export function NotificationCard({ notification, dismissLabel, onDismiss, isRaised = false }: NotificationCardProps) {
  const styles = useStyles();
  const { dateTime } = useFormats();
  const { title, body, link, at } = notification;
  return (
    <div className={mergeClasses(styles.root, isRaised && styles.raised)}>
      <IntentIcon intent={notification.intent} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {body !== undefined && <p className={styles.text}>{body}</p>}
        {link !== undefined && (
          <p className={styles.text}>
            <PageLink to={link.to}>{link.text}</PageLink>
          </p>
        )}
        {!isRaised && <p className={styles.time}>{dateTime(at.toISOString())}</p>}
      </div>
      <button type="button" className={styles.dismiss} aria-label={dismissLabel} onClick={onDismiss}>
        <DismissRegular />
      </button>
    </div>
  );
}

function IntentIcon({ intent }: { intent: Notification['intent'] }) {
  const styles = useStyles();
  const icons = {
    success: <CheckmarkCircleFilled className={styles.success} />,
    error: <ErrorCircleFilled className={styles.error} />,
    warning: <WarningFilled className={styles.warning} />,
    info: <InfoFilled className={styles.info} />,
    progress: <ArrowSyncRegular className={styles.info} />,
  };
  return (
    <span className={styles.icon} aria-hidden="true">
      {icons[intent]}
    </span>
  );
}
