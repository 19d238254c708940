import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import { Trans, useLingui } from '@lingui/react/macro';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { paths } from '../../paths.ts';
import { PageLink } from '../../shell/page-link.tsx';

type BalanceTableProps = { readonly account: string; readonly profiles: readonly BillingProfile[] | undefined };

/** What is owed on each profile, each in its own currency: never added up across currencies. */
export function BalanceTable({ account, profiles }: BalanceTableProps) {
  const { t } = useLingui();
  const columns = useColumns(account);
  if (profiles?.length === 0) {
    return (
      <EmptyState icon={<WalletRegular />} title={t`No billing profiles that you may see`}>
        {t`A billing account owner can give you a role on a billing profile.`}
      </EmptyState>
    );
  }
  return <PlainTable label={t`Balance by billing profile`} columns={columns} rows={profiles} rowKey={({ id }) => id} />;
}

function useColumns(account: string): Column<BillingProfile>[] {
  const { t } = useLingui();
  return [
    {
      key: 'name',
      header: t`Billing profile`,
      cell: ({ name, properties }) => (
        <PageLink to={paths.overview({ account, profile: name })}>{properties.displayName}</PageLink>
      ),
    },
    { key: 'currency', header: t`Currency`, cell: ({ properties }) => properties.currency },
    {
      key: 'due',
      header: t`Amount due`,
      isNumeric: true,
      cell: ({ properties }) => properties.amountDue && <MoneyText amount={properties.amountDue} />,
    },
    {
      key: 'past-due',
      header: t`Of which past due`,
      isNumeric: true,
      cell: ({ properties }) => properties.amountPastDue && <MoneyText amount={properties.amountPastDue} />,
    },
    {
      key: 'invoices',
      header: t`Invoices`,
      cell: ({ name }) => (
        <PageLink to={paths.invoices({ account, profile: name })}>
          <Trans>View invoices</Trans>
        </PageLink>
      ),
    },
  ];
}
