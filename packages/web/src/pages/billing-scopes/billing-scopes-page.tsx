import { Button } from '@fluentui/react-components';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { useSession } from '../../api/queries/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { paths } from '../../paths.ts';
import { serviceLabel } from '../../search/service-label.ts';
import { FirstFew } from '../../shell/first-few.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { AccountScopes } from './account-scopes.tsx';

/** Every billing account and profile that the reader may see; choosing one switches the scope. */
export function BillingScopesPage() {
  const { t, i18n } = useLingui();
  const { billingAccounts } = useSession();
  return (
    <>
      <PageTitle icon={<OrganizationRegular />} title={t`Billing scopes`} subtitle={i18n._(serviceLabel)} />
      {billingAccounts.length === 0 ? (
        <NoAccounts />
      ) : (
        <FirstFew of={billingAccounts} step={10}>
          {(account) => <AccountScopes key={account.name} account={account} />}
        </FirstFew>
      )}
    </>
  );
}

/** Someone who has signed up and whose account is not there yet, or whose roles were taken away. */
export function NoAccounts() {
  const { t } = useLingui();
  const router = useRouter();
  const create = () => void router.navigate({ href: paths.createBillingAccount() });
  return (
    <EmptyState
      icon={<OrganizationRegular />}
      title={t`You have no billing account yet`}
      action={
        <Button appearance="primary" onClick={create}>
          <Trans>Create billing account</Trans>
        </Button>
      }
    >
      <Trans>Create one, or ask a billing account owner to give you a role on theirs.</Trans>
    </EmptyState>
  );
}
