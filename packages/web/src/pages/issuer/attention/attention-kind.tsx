import { ArrowSyncCircleRegular } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { GavelRegular } from '@fluentui/react-icons/svg/gavel';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { AttentionKind } from '../../../api/queries/attention.ts';
import { type StateLook, StateText } from '../../../components/state-text.tsx';

export function isAttentionKind(text: string): text is AttentionKind {
  return Object.hasOwn(KINDS, text);
}

export function attentionWord(kind: AttentionKind): MessageDescriptor {
  return KINDS[kind].word;
}

export function AttentionKindText({ kind }: { kind: AttentionKind }) {
  const { i18n } = useLingui();
  const { word, look } = KINDS[kind];
  return <StateText look={look} word={i18n._(word)} />;
}

const asked: StateLook = { icon: <QuestionCircleRegular />, tone: 'neutral' };
const slow: StateLook = { icon: <ClockRegular />, tone: 'neutral' };
const failed: StateLook = { icon: <ErrorCircleFilled />, tone: 'bad' };

const KINDS: Readonly<Record<AttentionKind, { readonly word: MessageDescriptor; readonly look: StateLook }>> = {
  UnknownPayment: { word: msg`Unknown payment`, look: asked },
  SlowPayment: { word: msg`Slow payment`, look: slow },
  OpenDispute: { word: msg`Open dispute`, look: { icon: <GavelRegular />, tone: 'bad' } },
  OpenQuery: { word: msg`Open question`, look: { icon: <ChatRegular />, tone: 'neutral' } },
  FailedRefund: { word: msg`Failed refund`, look: failed },
  TransferRefund: { word: msg`Transfer to pay out`, look: { icon: <ArrowUndoRegular />, tone: 'neutral' } },
  UnknownRefund: { word: msg`Unknown refund`, look: asked },
  SlowRefund: { word: msg`Slow refund`, look: slow },
  AutomaticPayment: { word: msg`Automatic payment`, look: { icon: <ArrowSyncCircleRegular />, tone: 'neutral' } },
  FailedEvent: { word: msg`Failed event`, look: failed },
};

/** As the pills offer them. */
export const ATTENTION_KINDS = Object.keys(KINDS) as readonly AttentionKind[];
