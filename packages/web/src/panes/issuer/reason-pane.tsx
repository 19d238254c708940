import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { OperationPane } from '../../components/operation/operation-pane.tsx';
import { ReasonField } from '../../components/operation/reason-field.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { notify } from '../../shell/notifications.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { showAfterOperation } from './after-operation.ts';
import { usePaneStyles } from './pane.styles.ts';

interface ReasonPaneProps extends InvoicePaneProps {
  readonly title: string;
  /** What follows from it. */
  readonly consequence: string;
  /** Title of the notification when it is done. */
  readonly done: string;
  readonly send: (account: string, invoice: string, reason: string) => Promise<Invoice>;
}

/** Does something to the invoice that needs nothing but a reason. */
export function ReasonPane({ account, invoice, onClose, title, consequence, done, send }: ReasonPaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const number = numberOf(invoice);
  const operation = useOperation<string>(async (why) => {
    await send(account, invoice.name, why);
    showAfterOperation(account, invoice.name);
    notify({ intent: 'success', title: done, body: t`Invoice ${number}` });
    onClose();
  });
  return (
    <OperationPane
      title={title}
      subtitle={t`Invoice ${number}`}
      action={title}
      isReady={reason.trim() !== ''}
      isDirty={reason !== ''}
      operation={operation}
      onRun={() => void operation.run(reason.trim())}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p className={styles.text}>{consequence}</p>
        <ReasonField value={reason} onChange={setReason} />
      </div>
    </OperationPane>
  );
}
