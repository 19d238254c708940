import type { PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { ShieldKeyholeRegular } from '@fluentui/react-icons/svg/shield-keyhole';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '6px', verticalAlign: 'middle', whiteSpace: 'nowrap' },
  icon: { display: 'flex', fontSize: '16px' },
  good: { color: tokens.colorPaletteGreenForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  neutral: { color: tokens.colorNeutralForeground2 },
  note: {
    display: 'block',
    minWidth: '180px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

type Look = {
  readonly label: MessageDescriptor;
  readonly icon: ReactElement;
  readonly tone: 'good' | 'bad' | 'neutral';
};

const processing: Look = { label: msg`Processing`, icon: <ClockRegular />, tone: 'neutral' };

/** An outcome that is not known is shown as Processing: it is being asked for, and nothing may be said before that. */
const LOOKS: Readonly<Record<PaymentOutcome, Look>> = {
  recorded: processing,
  processing,
  unknown: processing,
  succeeded: {
    label: msg({ message: 'Succeeded', context: 'a payment' }),
    icon: <CheckmarkCircleFilled />,
    tone: 'good',
  },
  requires_action: { label: msg`Needs authentication`, icon: <ShieldKeyholeRegular />, tone: 'neutral' },
  declined: { label: msg({ message: 'Declined', context: 'a payment' }), icon: <DismissCircleFilled />, tone: 'bad' },
  not_attempted: { label: msg`Not carried out`, icon: <SubtractCircleRegular />, tone: 'neutral' },
  canceled: {
    label: msg({ message: 'Canceled', context: 'a payment' }),
    icon: <SubtractCircleRegular />,
    tone: 'neutral',
  },
};

/** The outcome as icon and word, with the reason under it where the bank gave one. */
export function PaymentOutcomeText({ outcome, note }: { outcome: PaymentOutcome; note?: string | undefined }) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const { label, icon, tone } = LOOKS[outcome];
  return (
    <>
      <span className={styles.root}>
        <span className={mergeClasses(styles.icon, styles[tone])} aria-hidden="true">
          {icon}
        </span>
        {i18n._(label)}
      </span>
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </>
  );
}
