import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { correctInvoice } from '../../api/queries/issuer-operations.ts';
import { FilesField } from '../../components/files-field.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { OperationPane } from '../../components/operation/operation-pane.tsx';
import { ReasonField } from '../../components/operation/reason-field.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { paths } from '../../paths.ts';
import { notify } from '../../shell/notifications.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { showAfterOperation } from './after-operation.ts';
import { usePaneStyles } from './pane.styles.ts';

type Chosen = { readonly name: string; readonly document: unknown };

/** Credits the invoice whole and issues another from a file; what was paid of the old one pays the new one. */
export function CorrectPane({ account, invoice, onClose }: InvoicePaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const { chosen, unreadable, choose } = useChosenFile();
  const [reason, setReason] = useState('');
  const number = numberOf(invoice);
  const operation = useOperation<{ invoice: unknown; reason: string }>(async (asked, key) => {
    const made = await correctInvoice(account, invoice.name, asked, key);
    showAfterOperation(account, invoice.name);
    const newNumber = numberOf(made);
    const link = { text: t`Open the new invoice`, to: paths.invoice({ account }, made.name) };
    notify({ intent: 'success', title: t`Invoice ${newNumber} takes the place of ${number}`, link });
    onClose();
  });
  return (
    <OperationPane
      title={t`Correct invoice`}
      subtitle={t`Invoice ${number}`}
      action={t`Issue corrected invoice`}
      isReady={chosen !== undefined && reason.trim() !== ''}
      isDirty={chosen !== undefined || reason !== ''}
      operation={operation}
      onRun={() => chosen && void operation.run({ invoice: chosen.document, reason: reason.trim() })}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p className={styles.text}>
          <Trans>
            The invoice is credited whole, and the one in the file is issued in its place. What has been paid of the old
            one pays the new one, as far as it goes.
          </Trans>
        </p>
        {unreadable !== undefined && (
          <MessageArea intent="error">{t`${unreadable} is not a JSON file that can be read.`}</MessageArea>
        )}
        <FilesField
          label={t`The corrected invoice`}
          hint={t`A JSON file in the form that invoices are imported in. Its number may be left out.`}
          accept="application/json,.json"
          files={chosen ? [chosen] : []}
          onChoose={([file]) => file && void choose(file)}
        />
        <ReasonField value={reason} onChange={setReason} />
      </div>
    </OperationPane>
  );
}

function useChosenFile() {
  const [chosen, setChosen] = useState<Chosen | undefined>();
  const [unreadable, setUnreadable] = useState<string | undefined>();
  const choose = async (file: File) => {
    setUnreadable(undefined);
    setChosen(undefined);
    try {
      setChosen({ name: file.name, document: JSON.parse(await file.text()) });
    } catch {
      // Whatever is wrong in it, the file is not JSON; the server says what is wrong with JSON that is no invoice.
      setUnreadable(file.name);
    }
  };
  return { chosen, unreadable, choose };
}
