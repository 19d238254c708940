import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { OperationFailure } from '../../../components/operation/operation-failure.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { paths } from '../../../paths.ts';
import { scopeOfId } from '../../../scope.ts';
import { ContextPane } from '../../../shell/context-pane.tsx';
import { PageLink } from '../../../shell/page-link.tsx';
import { usePaneStyles } from '../pane.styles.ts';
import { BankFacts } from './bank-facts.tsx';
import type { DecisionPaneProps } from './decision-pane-props.ts';

/** What is decided, or may not be decided by this reader: what it became, and the way back where there is one. */
export function SettledPane({ read: { transaction }, decision, mayDecide, onClose }: DecisionPaneProps) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const { state, direction } = transaction.properties;
  const mayUndo = mayDecide && ((state === 'matched' && direction === 'credit') || state === 'ignored');
  return (
    <ContextPane
      title={t`Bank transaction`}
      onClose={onClose}
      footer={
        <>
          {mayUndo && (
            <Button
              appearance="primary"
              disabledFocusable={decision.isBusy}
              onClick={() => void decision.run({ kind: 'unmatch' })}
            >
              {state === 'matched' ? <Trans>Unmatch</Trans> : <Trans>Take up again</Trans>}
            </Button>
          )}
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </>
      }
    >
      <OperationFailure failure={decision.failure} />
      <div className={styles.form}>
        <BankFacts transaction={transaction} />
        <WhatItBecame transaction={transaction} />
        {mayUndo && state === 'matched' && (
          <p className={styles.text}>
            <Trans>Unmatching takes the payment back: what it paid is due again.</Trans>
          </p>
        )}
      </div>
    </ContextPane>
  );
}

function WhatItBecame({ transaction: { properties } }: Pick<DecisionPaneProps['read'], 'transaction'>) {
  const styles = usePaneStyles();
  const { t } = useLingui();
  const { dateTime } = useFormats();
  const { paymentId, payerDisplayName, decidedBy, decidedAt } = properties;
  const scope = paymentId === undefined ? undefined : scopeOfId(paymentId);
  const name = paymentId?.split('/').at(-1) ?? '';
  const at = decidedAt === undefined ? '' : dateTime(decidedAt);
  return (
    <div>
      {scope !== undefined && (
        <p className={styles.text}>
          <PageLink to={paths.payment(scope, name)}>
            {payerDisplayName === undefined ? t`Open the payment` : t`Open the payment of ${payerDisplayName}`}
          </PageLink>
        </p>
      )}
      {decidedBy !== undefined && <p className={styles.text}>{t`Decided by ${decidedBy}, ${at}`}</p>}
    </div>
  );
}
