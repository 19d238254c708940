import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { OperationFailure } from '../../../components/operation/operation-failure.tsx';
import { paths } from '../../../paths.ts';
import { ContextPane } from '../../../shell/context-pane.tsx';
import { PageLink } from '../../../shell/page-link.tsx';
import { usePaneStyles } from '../pane.styles.ts';
import { BankFacts } from './bank-facts.tsx';
import type { DecisionPaneProps } from './decision-pane-props.ts';

/** Money that left the account and that nobody has explained: it takes back an earlier transfer, or it is no business of invoices. */
export function ReversalPane({ read: { transaction }, decision, onClose }: DecisionPaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const reverses = transaction.properties.reverses?.split('/').at(-1);
  const ignore = (
    <Button
      appearance={reverses === undefined ? 'primary' : 'secondary'}
      disabledFocusable={decision.isBusy}
      onClick={() => void decision.run({ kind: 'ignore' })}
    >
      <Trans>Ignore</Trans>
    </Button>
  );
  return (
    <ContextPane
      title={t`Bank transaction`}
      onClose={onClose}
      footer={
        <>
          {reverses !== undefined && (
            <Button
              appearance="primary"
              disabledFocusable={decision.isBusy}
              onClick={() => void decision.run({ kind: 'match', body: { reverses } })}
            >
              <Trans>Confirm the reversal</Trans>
            </Button>
          )}
          {ignore}
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </>
      }
    >
      <OperationFailure failure={decision.failure} />
      <div className={styles.form}>
        <BankFacts transaction={transaction} />
        {reverses !== undefined && (
          <p className={styles.text}>
            <PageLink to={paths.bankTransactions({ pane: 'transaction', transaction: reverses })}>
              <Trans>Open the transfer that it may take back</Trans>
            </PageLink>
          </p>
        )}
      </div>
    </ContextPane>
  );
}
