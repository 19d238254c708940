import type { BankDecision, ReadBankTransaction } from '../../../api/queries/bank.ts';
import type { Operation } from '../../../components/operation/use-operation.ts';

export interface DecisionPaneProps {
  readonly read: ReadBankTransaction;
  readonly decision: Operation<BankDecision>;
  readonly mayDecide: boolean;
  readonly onClose: () => void;
}
