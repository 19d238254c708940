import { Button, Spinner } from '@fluentui/react-components';
import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { paymentsQuery } from '../../api/queries/payments.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { isShown, OUTCOMES_OF, OutcomeFilter } from './outcome-filter.tsx';
import { usePaymentColumns } from './use-payment-columns.tsx';

/** Every payment of the account, those that failed too, newest first. */
export function PaymentsPage() {
  const { t } = useLingui();
  const scope = useScope();
  const [{ outcome }, changeAddress] = useSearchParams();
  const shown = isShown(outcome) ? outcome : 'all';
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    paymentsQuery(scope.account, OUTCOMES_OF[shown]),
  );
  const columns = usePaymentColumns(scope);
  const rows = data?.pages.flatMap(({ value }) => value);
  if (error !== null && rows === undefined) {
    return (
      <>
        <Title />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <Title />
      <OutcomeFilter shown={shown} onShow={(next) => changeAddress({ outcome: next === 'all' ? undefined : next })} />
      {rows?.length === 0 && shown !== 'all' ? (
        <Trans>No payment has this outcome.</Trans>
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={<ReceiptMoneyRegular />}
          title={t`No payments yet`}
          action={
            <PageLink to={paths.invoices(scope)}>
              <Trans>View invoices</Trans>
            </PageLink>
          }
        >
          <Trans>Payments show up here as soon as somebody pays an invoice.</Trans>
        </EmptyState>
      ) : (
        <PlainTable label={t`Payments`} columns={columns} rows={rows} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <div>
          <Button
            appearance="subtle"
            disabledFocusable={isFetchingNextPage}
            icon={isFetchingNextPage ? <Spinner size="tiny" /> : null}
            onClick={() => void fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

function Title() {
  const { t } = useLingui();
  const name = useScopeName(useScope());
  return <PageTitle icon={<ReceiptMoneyRegular />} title={t`Payments`} subtitle={name} />;
}
