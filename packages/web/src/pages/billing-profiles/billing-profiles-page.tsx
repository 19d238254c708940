import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';

/** The billing profiles of an account: each has its own invoices, currency and payment methods. */
export function BillingProfilesPage() {
  const { t } = useLingui();
  const scope = useScope();
  const { data, error, refetch } = useQuery(billingProfilesQuery(scope.account));
  const columns = useColumns(scope.account);
  return (
    <>
      <PageTitle icon={<WalletRegular />} title={t`Billing profiles`} subtitle={useScopeName(scope)} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data?.length === 0 && (
        <EmptyState icon={<WalletRegular />} title={t`No billing profiles that you may see`}>
          {t`A billing account owner can give you a role on a billing profile.`}
        </EmptyState>
      )}
      {error === null && data?.length !== 0 && (
        <PlainTable label={t`Billing profiles`} columns={columns} rows={data} rowKey={({ id }) => id} />
      )}
    </>
  );
}

function useColumns(account: string): Column<BillingProfile>[] {
  const { t } = useLingui();
  const terms = useFieldTerms();
  return [
    {
      key: 'name',
      header: t`Billing profile`,
      cell: ({ name, properties }) => (
        <PageLink to={paths.overview({ account, profile: name })}>{properties.displayName}</PageLink>
      ),
    },
    { key: 'id', header: t`Billing profile ID`, cell: ({ name }) => name },
    { key: 'currency', header: t`Currency`, cell: ({ properties }) => properties.currency },
    { key: 'day', header: t`Invoice day`, isNumeric: true, cell: ({ properties }) => properties.invoiceDay },
    { key: 'po', header: t`PO number`, cell: ({ properties }) => properties.poNumber ?? '—' },
    { key: 'status', header: t`Status`, cell: ({ properties }) => terms.status(properties.status) },
    {
      key: 'due',
      header: t`Amount due`,
      isNumeric: true,
      cell: ({ properties }) => properties.amountDue && <MoneyText amount={properties.amountDue} />,
    },
  ];
}
