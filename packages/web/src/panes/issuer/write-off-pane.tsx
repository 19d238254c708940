import { useLingui } from '@lingui/react/macro';
import { writeOffInvoice } from '../../api/queries/issuer-operations.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import type { InvoicePaneProps } from '../invoice-pane-props.ts';
import { ReasonPane } from './reason-pane.tsx';

/** Gives up what is due of an invoice. */
export function WriteOffPane(props: InvoicePaneProps) {
  const { t } = useLingui();
  const { money } = useFormats();
  const due = money(props.invoice.properties.amountDue);
  return (
    <ReasonPane
      {...props}
      title={t`Write off`}
      consequence={t`${due} that is due is written off as a loss, and the invoice asks for nothing more. What has been paid stays. This cannot be undone.`}
      done={t`${due} was written off`}
      send={writeOffInvoice}
    />
  );
}
