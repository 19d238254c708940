import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { scopeId } from '../../scope.ts';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { PayInvoices } from './pay-invoices.tsx';
import type { Asked } from './several-form.ts';

/** The pane that `?pane=pay-invoices&invoices=…` and `?pane=pay-all-due` open. */
export function PaySeveralPane() {
  const { t } = useLingui();
  const scope = useScope();
  const [{ pane, invoices = '' }, changeSearch] = useSearchParams();
  const close = useCallback(() => changeSearch({ pane: undefined, invoices: undefined }), [changeSearch]);
  const asked: Asked =
    pane === 'pay-all-due'
      ? { kind: 'allDue', billingProfileId: scope.profile === undefined ? undefined : scopeId(scope) }
      : { kind: 'chosen', invoiceNames: invoices.split(',').filter((name) => name !== '') };
  return (
    <PayInvoices
      account={scope.account}
      title={asked.kind === 'allDue' ? t`Pay all due` : t`Pay invoices`}
      asked={asked}
      onClose={close}
    />
  );
}
