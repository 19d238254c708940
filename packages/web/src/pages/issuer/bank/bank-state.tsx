import type { BankTransactionState } from '@betalt/contract/bank/bank.ts';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { LightbulbRegular } from '@fluentui/react-icons/svg/lightbulb';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type StateLook, StateText } from '../../../components/state-text.tsx';

/** What waits for a person first. */
export const BANK_STATES = ['suggested', 'unmatched', 'matched', 'ignored', 'reversed'] as const satisfies readonly [
  BankTransactionState,
  ...BankTransactionState[],
];

export function isBankState(text: string): text is BankTransactionState {
  return (BANK_STATES as readonly string[]).includes(text);
}

export function bankStateWord(state: BankTransactionState): MessageDescriptor {
  return STATES[state].word;
}

/** Where a bank transaction stands, with the reason under it. */
export function BankState({ state, reason }: { state: BankTransactionState; reason?: string | undefined }) {
  const { i18n } = useLingui();
  const { word, look } = STATES[state];
  return <StateText look={look} word={i18n._(word)} note={reason} />;
}

const STATES: Readonly<Record<BankTransactionState, { readonly word: MessageDescriptor; readonly look: StateLook }>> = {
  suggested: { word: msg`Suggested`, look: { icon: <LightbulbRegular />, tone: 'neutral' } },
  unmatched: { word: msg`Unmatched`, look: { icon: <ErrorCircleFilled />, tone: 'bad' } },
  matched: { word: msg`Matched`, look: { icon: <CheckmarkCircleFilled />, tone: 'good' } },
  ignored: { word: msg`Ignored`, look: { icon: <SubtractCircleRegular />, tone: 'neutral' } },
  reversed: { word: msg`Taken back`, look: { icon: <ArrowUndoRegular />, tone: 'neutral' } },
};
