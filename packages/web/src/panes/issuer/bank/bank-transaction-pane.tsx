import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import {
  type BankDecision,
  bankTransactionQuery,
  decideBankTransaction,
  type ReadBankTransaction,
} from '../../../api/queries/bank.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { useOperation } from '../../../components/operation/use-operation.ts';
import { SkeletonLines } from '../../../components/skeletons.tsx';
import { useMayOfIssuer } from '../../../pages/issuer/may-of-issuer.ts';
import { ContextPane } from '../../../shell/context-pane.tsx';
import { notify } from '../../../shell/notifications.ts';
import type { DecisionPaneProps } from './decision-pane-props.ts';
import { MatchPane } from './match-pane.tsx';
import { ReversalPane } from './reversal-pane.tsx';
import { SettledPane } from './settled-pane.tsx';

interface BankTransactionPaneProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** One movement on the issuer's account: what the bank said of it, and what a person may decide about it. */
export function BankTransactionPane({ name, onClose }: BankTransactionPaneProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(bankTransactionQuery(name));
  if (data) return <Shown read={data} onClose={onClose} />;
  return (
    <ContextPane title={t`Bank transaction`} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines label={t`Loading`} lines={6} />
      )}
    </ContextPane>
  );
}

function Shown({ read, onClose }: { read: ReadBankTransaction; onClose: () => void }) {
  const { t } = useLingui();
  const may = useMayOfIssuer();
  const { state, direction } = read.transaction.properties;
  const decision = useOperation<BankDecision>(async (asked) => {
    await decideBankTransaction(read, asked);
    const done = { match: t`Matched`, ignore: t`Ignored`, unmatch: t`The decision was taken back` };
    notify({ intent: 'success', title: done[asked.kind], body: t`Bank transaction` });
    onClose();
  });
  const props: DecisionPaneProps = { read, decision, mayDecide: may.bank, onClose };
  const isOpen = state === 'unmatched' || state === 'suggested';
  if (!isOpen || !may.bank) return <SettledPane {...props} />;
  return direction === 'credit' ? <MatchPane {...props} /> : <ReversalPane {...props} />;
}
