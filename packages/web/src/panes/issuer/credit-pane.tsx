import type { Amount } from '@betalt/contract/shared/arm.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type CreditAsked, creditInvoice } from '../../api/queries/issuer-operations.ts';
import { useTypedAmount } from '../../components/amount-field/amount-field.tsx';
import { OperationPane } from '../../components/operation/operation-pane.tsx';
import { ReasonField } from '../../components/operation/reason-field.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { paths } from '../../paths.ts';
import { notify } from '../../shell/notifications.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { showAfterOperation } from './after-operation.ts';
import { CreditChoice, type CreditWish } from './credit-choice.tsx';
import { CreditOutcome } from './credit-outcome.tsx';
import { creditable, creditPreview, sumOfLines } from './credit-preview.ts';
import { usePaneStyles } from './pane.styles.ts';

/** Issues a credit note for all, an amount or some lines of the invoice, and says before what will become of it. */
export function CreditPane({ account, invoice, onClose }: InvoicePaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const [wish, setWish] = useState<CreditWish>({ kind: 'all', typed: '', lineIds: [] });
  const [reason, setReason] = useState('');
  const read = useTypedAmount();
  const number = numberOf(invoice);
  const most = creditable(invoice.properties);
  const credited = creditedBy(wish);
  const operation = useOperation<CreditAsked>(async (asked, key) => {
    const note = await creditInvoice(account, invoice.name, asked, key);
    showAfterOperation(account, invoice.name);
    const noteNumber = numberOf(note);
    const link = { text: t`Open the credit note`, to: paths.invoice({ account }, note.name) };
    notify({ intent: 'success', title: t`Credit note ${noteNumber} was issued`, body: t`Invoice ${number}`, link });
    onClose();
  });

  function creditedBy({ kind, typed, lineIds }: CreditWish): Amount | undefined {
    if (kind === 'all') return most;
    if (kind === 'lines') {
      const lines = invoice.properties.lines?.filter(({ lineId }) => lineIds.includes(lineId)) ?? [];
      return lines.length === 0 ? undefined : sumOfLines(most.currency, lines);
    }
    const amount = read(typed, { least: undefined, most });
    return amount.ok ? amount.amount : undefined;
  }

  const run = () => {
    if (credited === undefined) return;
    const what = wish.kind === 'amount' ? { amount: credited } : wish.kind === 'lines' ? { lineIds: wish.lineIds } : {};
    void operation.run({ ...what, reason: reason.trim() });
  };

  return (
    <OperationPane
      title={t`Credit invoice`}
      subtitle={t`Invoice ${number}`}
      action={t`Issue credit note`}
      isReady={credited !== undefined && most.value > 0 && reason.trim() !== ''}
      isDirty={reason !== '' || wish.kind !== 'all'}
      operation={operation}
      onRun={run}
      onClose={onClose}
    >
      <div className={styles.form}>
        <CreditChoice invoice={invoice} most={most} wish={wish} onWish={setWish} />
        {credited !== undefined && <CreditOutcome preview={creditPreview(invoice.properties, credited)} />}
        <ReasonField value={reason} onChange={setReason} />
      </div>
    </OperationPane>
  );
}
