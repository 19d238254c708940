import type { BankImportReport } from '@betalt/contract/bank/bank.ts';
import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { importBankFiles } from '../../../api/queries/bank.ts';
import { FilesField } from '../../../components/files-field.tsx';
import { OperationFailure } from '../../../components/operation/operation-failure.tsx';
import { useOperation } from '../../../components/operation/use-operation.ts';
import { ContextPane } from '../../../shell/context-pane.tsx';
import { usePaneStyles } from '../pane.styles.ts';
import { ImportReport } from './import-report.tsx';

/** Takes in files of the bank, and says for each what became of it. */
export function ImportPane({ onClose }: { onClose: () => void }) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [report, setReport] = useState<BankImportReport | undefined>();
  const operation = useOperation<readonly File[]>(async (chosen) => {
    setReport(undefined);
    setReport(await importBankFiles(chosen));
    setFiles([]);
  });
  return (
    <ContextPane
      title={t`Import bank files`}
      onClose={onClose}
      footer={
        <>
          <Button
            appearance="primary"
            disabledFocusable={operation.isBusy || files.length === 0}
            onClick={() => void operation.run(files)}
          >
            <Trans>Import files</Trans>
          </Button>
          <Button disabled={operation.isBusy} onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </>
      }
    >
      <OperationFailure failure={operation.failure} />
      <div className={styles.form}>
        <p className={styles.text}>
          <Trans>
            Statements (camt.053) and notifications (camt.054) from your bank. A file that was imported before adds
            nothing, and a file with a fault is refused whole.
          </Trans>
        </p>
        <FilesField
          label={t`Bank files`}
          accept="application/xml,text/xml,.xml"
          files={files}
          onChoose={setFiles}
          isMultiple
        />
        {report !== undefined && <ImportReport report={report} />}
      </div>
    </ContextPane>
  );
}
