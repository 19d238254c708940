import { Field, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { askAboutInvoice } from '../../api/queries/conversations.ts';
import { OperationPane } from '../../components/operation/operation-pane.tsx';
import { useOperation } from '../../components/operation/use-operation.ts';
import { numberOf } from '../../pages/invoices/invoice-columns.ts';
import { notify } from '../../shell/notifications.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';

const MOST_LETTERS = 4000;

/** Asks the issuer about an invoice, or about one line of it. */
export function AskPane({ account, invoice, onClose }: InvoicePaneProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [lineId, setLineId] = useState('');
  const number = numberOf(invoice);
  const operation = useOperation<{ text: string; lineId?: string }>(async (asked) => {
    await askAboutInvoice(account, invoice.name, asked);
    notify({ intent: 'success', title: t`Your question about invoice ${number} was sent` });
    onClose();
  });
  const lines = invoice.properties.lines ?? [];
  return (
    <OperationPane
      title={t`Ask about this invoice`}
      subtitle={t`Invoice ${number}`}
      action={t`Send`}
      isReady={text.trim() !== ''}
      isDirty={text.trim() !== ''}
      operation={operation}
      onRun={() => void operation.run({ text: text.trim(), ...(lineId === '' ? {} : { lineId }) })}
      onClose={onClose}
    >
      <div className={styles.form}>
        <p className={styles.text}>
          <Trans>
            The issuer answers on the page of the invoice. Reminders wait while your question is open; the due date
            stays as it is.
          </Trans>
        </p>
        <Field label={t`What would you like to know?`} required>
          <Textarea value={text} maxLength={MOST_LETTERS} rows={6} onChange={(_, { value }) => setText(value)} />
        </Field>
        {lines.length > 0 && (
          <Field label={t`Line of the invoice (optional)`}>
            <Select value={lineId} onChange={(_, { value }) => setLineId(value)}>
              <option value="">{t`The whole invoice`}</option>
              {lines.map((line) => (
                <option key={line.lineId} value={line.lineId}>
                  {line.description}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
    </OperationPane>
  );
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  text: { margin: 0 },
});
