import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { invoiceQuery, shownInvoice } from '../../pages/invoices/invoice-queries.ts';
import { ContextPane } from '../../shell/context-pane.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { PayInvoice } from './pay-invoice-pane.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** The pane that `?pane=pay-now&invoice=…` opens, over whichever page of the scope lies under it. */
export function PayNowPane() {
  const { t } = useLingui();
  const { account } = useScope();
  const [{ invoice: name = '' }, changeSearch] = useSearchParams();
  const close = useCallback(() => changeSearch({ pane: undefined, invoice: undefined }), [changeSearch]);
  useReturnFocus(name);
  const {
    data: invoice,
    error,
    refetch,
  } = useQuery({
    ...invoiceQuery(account, name),
    placeholderData: () => shownInvoice(account, name),
    // A sum to be paid is never shown from memory alone.
    staleTime: 0,
  });
  if (invoice) return <PayInvoice account={account} invoice={invoice} onClose={close} />;
  return (
    <ContextPane title={t`Pay now`} onClose={close}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines label={t`Loading`} lines={6} />
      )}
    </ContextPane>
  );
}
