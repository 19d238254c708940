import { ReceiptMoneyRegular } from '@fluentui/react-icons/svg/receipt-money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { paymentsQuery } from '../../api/queries/payments.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { PagedList } from '../../components/paged-list.tsx';
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
  const list = useInfiniteQuery(paymentsQuery(scope.account, OUTCOMES_OF[shown]));
  const columns = usePaymentColumns(scope);
  return (
    <>
      <Title />
      <OutcomeFilter shown={shown} onShow={(next) => changeAddress({ outcome: next === 'all' ? undefined : next })} />
      <PagedList
        list={list}
        label={t`Payments`}
        columns={columns}
        rowKey={({ id }) => id}
        empty={shown === 'all' ? <NoPayments /> : <Trans>No payment has this outcome.</Trans>}
      />
    </>
  );
}

function NoPayments() {
  const { t } = useLingui();
  return (
    <EmptyState
      icon={<ReceiptMoneyRegular />}
      title={t`No payments yet`}
      action={
        <PageLink to={paths.invoices(useScope())}>
          <Trans>View invoices</Trans>
        </PageLink>
      }
    >
      <Trans>Payments show up here as soon as somebody pays an invoice.</Trans>
    </EmptyState>
  );
}

function Title() {
  const { t } = useLingui();
  const name = useScopeName(useScope());
  return <PageTitle icon={<ReceiptMoneyRegular />} title={t`Payments`} subtitle={name} />;
}
