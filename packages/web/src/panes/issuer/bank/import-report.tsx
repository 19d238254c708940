import type { BankImportReport, ImportedBankFile, ImportedStatement } from '@betalt/contract/bank/bank.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { MessageArea } from '../../../components/message-area.tsx';

/** What became of each file; of a refused one all that is wrong with it, with the place in the file. */
export function ImportReport({ report }: { report: BankImportReport }) {
  const styles = useStyles();
  return (
    <div className={styles.files} role="status">
      {report.files.map((file) => (
        <FileReport key={file.fileName} file={file} />
      ))}
    </div>
  );
}

function FileReport({ file }: { file: ImportedBankFile }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { fileName, outcome, statements, problems = [] } = file;
  if (outcome === 'refused') {
    return (
      <MessageArea intent="error" title={t`${fileName} was refused`}>
        <ul className={styles.list}>
          {problems.map(({ line, column, message }) => (
            <li key={`${line}:${column} ${message}`}>{t`Line ${line}, column ${column}: ${message}`}</li>
          ))}
        </ul>
      </MessageArea>
    );
  }
  return (
    <MessageArea
      intent={outcome === 'imported' ? 'success' : 'info'}
      title={outcome === 'imported' ? t`${fileName} was imported` : t`${fileName} was imported before`}
    >
      <ul className={styles.list}>
        {statements.map((statement) => (
          <StatementReport key={statement.name} statement={statement} />
        ))}
      </ul>
    </MessageArea>
  );
}

function StatementReport({ statement }: { statement: ImportedStatement }) {
  const { t } = useLingui();
  const { account, matched, suggested, unmatched, ignored, waiting, known } = statement;
  const figures = [
    t({ message: plural(statement.new, { one: '# new transaction', other: '# new transactions' }) }),
    known > 0 && t`${known} known already`,
    matched > 0 && t`${matched} matched`,
    suggested > 0 && t`${suggested} suggested`,
    unmatched > 0 && t`${unmatched} unmatched`,
    ignored > 0 && t`${ignored} ignored`,
    waiting > 0 && t`${waiting} waiting to be matched`,
  ].filter((figure) => figure !== false);
  return (
    <li>
      {account}: {figures.join(', ')}
    </li>
  );
}

const useStyles = makeStyles({
  files: { display: 'flex', flexDirection: 'column' },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingLeft: '20px', overflowWrap: 'anywhere' },
});
