import { Button } from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ContextPane } from '../../shell/context-pane.tsx';
import { OperationFailure } from './operation-failure.tsx';

interface OperationPaneProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** On the button that does it. */
  readonly action: string;
  readonly isReady: boolean;
  /** Something has been entered that closing would lose. */
  readonly isDirty: boolean;
  readonly operation: { readonly isBusy: boolean; readonly failure: unknown };
  readonly onRun: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A pane that asks for one thing to be done: what was entered stays while the server refuses, with its reason above. */
export function OperationPane(props: OperationPaneProps) {
  const { title, subtitle, action, isReady, isDirty, operation, onRun, onClose, children } = props;
  return (
    <ContextPane
      title={title}
      subtitle={subtitle}
      onClose={onClose}
      isDirty={isDirty}
      footer={
        <>
          <Button appearance="primary" disabledFocusable={operation.isBusy || !isReady} onClick={onRun}>
            {action}
          </Button>
          <Button disabled={operation.isBusy} onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </>
      }
    >
      <OperationFailure failure={operation.failure} />
      {children}
    </ContextPane>
  );
}
