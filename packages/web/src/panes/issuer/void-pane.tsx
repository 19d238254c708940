import { useLingui } from '@lingui/react/macro';
import { voidInvoice } from '../../api/queries/issuer-operations.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { ReasonPane } from './reason-pane.tsx';

/** Takes an invoice back, as if never issued. */
export function VoidPane(props: InvoicePaneProps) {
  const { t } = useLingui();
  return (
    <ReasonPane
      {...props}
      title={t`Make void`}
      consequence={t`The invoice is taken back, as if it had never been issued. It stays readable, and nobody can pay it. This cannot be undone.`}
      done={t`The invoice is void`}
      send={voidInvoice}
    />
  );
}
