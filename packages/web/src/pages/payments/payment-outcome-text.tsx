import type { PaymentOutcome } from '@betalt/contract/payments/payment.ts';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { ShieldKeyholeRegular } from '@fluentui/react-icons/svg/shield-keyhole';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type StateLook, StateText } from '../../components/state-text.tsx';

type Look = StateLook & { readonly label: MessageDescriptor };

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
  const { i18n } = useLingui();
  const { label, ...look } = LOOKS[outcome];
  return <StateText look={look} word={i18n._(label)} note={note} />;
}
