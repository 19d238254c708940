import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { quoteQuery } from '../../api/queries/paying.ts';
import { useTypedAmount } from '../../components/amount-field/amount-field.tsx';
import {
  type Asked,
  changedQuestion,
  firstQuestion,
  NOTHING_TYPED,
  type QuoteGroup,
  type Typed,
  toPayOf,
} from './several-form.ts';

/** Long enough that a question is not asked for each key. */
const ASK_AFTER_MS = 250;

/** The quote that the pane opened with, the payer's changes to it, and what would be paid now. */
export function useSeveral(account: string, asked: Asked) {
  const read = useTypedAmount();
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [currency, setCurrency] = useState<string | undefined>();
  const first = useQuery(quoteQuery(account, firstQuestion(asked)));
  const groups = first.data?.groups ?? [];
  const group: QuoteGroup | undefined = groups.find((each) => each.currency === currency) ?? groups[0];
  const question = group && changedQuestion(group, typed, read);
  const isUnreadable = question === 'unreadable';
  const asking = useSettled(question === 'unreadable' ? undefined : question);
  const changed = useQuery({ ...quoteQuery(account, asking.value ?? {}), enabled: asking.value !== undefined });
  const answer =
    question === undefined ? group : changed.data?.groups.find((each) => each.currency === group?.currency);
  // Nothing is paid by an answer to another question than the one that stands there.
  const isAnswered =
    question === undefined
      ? !first.isFetching
      : asking.isSettled && !changed.isFetching && !changed.isPlaceholderData && !changed.error;
  return {
    typed,
    setTyped,
    groups,
    group,
    chooseCurrency: (chosen: string) => {
      setCurrency(chosen);
      setTyped(NOTHING_TYPED);
    },
    excluded: first.data?.excluded ?? [],
    /** What the server would pay now, by the payer's amounts; the last one while a new one is asked for. */
    answer,
    toPay: answer && isAnswered && !isUnreadable ? toPayOf(answer) : undefined,
    isLoading: first.isPending,
    error: first.error,
    /** The server's no to the changed amounts. */
    changeError: question === undefined || isUnreadable ? undefined : changed.error,
    retry: () => void first.refetch(),
    /** Once paid, nothing of what was typed holds for what is left. */
    startAgain: () => setTyped(NOTHING_TYPED),
  };
}

export type Several = ReturnType<typeof useSeveral>;

/** A value once it has stood still for a while. Values are compared by what they say. */
function useSettled<T>(value: T): { readonly value: T; readonly isSettled: boolean } {
  const text = JSON.stringify(value) ?? '';
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const kept = useMemo(() => (settled === '' ? undefined : JSON.parse(settled)) as T, [settled]);
  return { value: kept, isSettled: settled === text };
}
