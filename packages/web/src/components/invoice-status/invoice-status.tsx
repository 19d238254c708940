import type { DisplayStatus } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSyncCircleRegular } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { PersonFeedbackRegular } from '@fluentui/react-icons/svg/person-feedback';
import { useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import { statusWord } from './status-word.ts';

/** An invoice's status as icon and word: never told by colour alone. */
export function InvoiceStatus({ status }: { status: DisplayStatus }) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const { Icon, tone } = LOOKS[status];
  return (
    <span className={styles.status}>
      <Icon className={mergeClasses(styles.icon, styles[tone])} aria-hidden />
      <span className={styles.word}>{i18n._(statusWord(status))}</span>
    </span>
  );
}

type Tone = 'good' | 'bad' | 'waiting' | 'quiet';

const LOOKS: Readonly<Record<DisplayStatus, { Icon: ComponentType<{ className?: string }>; tone: Tone }>> = {
  Due: { Icon: ClockRegular, tone: 'quiet' },
  PastDue: { Icon: ErrorCircleFilled, tone: 'bad' },
  Processing: { Icon: ArrowSyncCircleRegular, tone: 'waiting' },
  Paid: { Icon: CheckmarkCircleFilled, tone: 'good' },
  Void: { Icon: DismissCircleRegular, tone: 'quiet' },
  Disputed: { Icon: PersonFeedbackRegular, tone: 'waiting' },
  Credit: { Icon: ArrowUndoRegular, tone: 'good' },
  CreditUsed: { Icon: ArrowUndoRegular, tone: 'quiet' },
};

const useStyles = makeStyles({
  status: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
  icon: { flexShrink: 0, fontSize: '16px' },
  word: { whiteSpace: 'nowrap' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorBrandForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});
