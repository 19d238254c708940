import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { keys } from '../../api/keys.ts';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { useSession } from '../../api/queries/session.ts';
import { queryClient } from '../../api/query-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { CommandBar } from '../../shell/command-bar.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { OwnMethods } from './own-methods.tsx';
import { ProfileMethods } from './profile-methods.tsx';

const AddMethodPane = lazy(async () => ({ default: (await import('./add-method-pane.tsx')).AddMethodPane }));
const ADD_PANE = 'add-payment-method';

/** The cards of the scope's billing profiles, and the reader's own. */
export function PaymentMethodsPage() {
  const { t } = useLingui();
  const { account, profile } = useScope();
  const { billingAccounts } = useSession();
  const [{ pane, profile: paneProfile }, changeAddress] = useSearchParams();
  const { data, error, refetch } = useQuery(billingProfilesQuery(account));
  const profiles = data?.filter(({ name }) => profile === undefined || name === profile);
  const subtitle =
    profile === undefined
      ? billingAccounts.find(({ name }) => name === account)?.displayName
      : profiles?.[0]?.properties.displayName;
  const add = (forProfile?: string) => changeAddress({ pane: ADD_PANE, profile: forProfile });
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: keys.account(account) });
    void queryClient.invalidateQueries({ queryKey: keys.paymentMethods() });
  };
  return (
    <>
      <PageTitle icon={<PaymentRegular />} title={t`Payment methods`} subtitle={subtitle} />
      <CommandBar
        items={[
          { key: 'add', label: t`Add`, icon: <AddRegular />, onClick: () => add(profile) },
          { key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: refresh },
        ]}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!profiles && !error && <SkeletonLines label={t`Loading`} lines={4} />}
      {profiles?.map((one) => (
        <ProfileMethods key={one.name} account={account} profile={one} />
      ))}
      <OwnMethods account={account} profiles={profiles ?? []} />
      {pane === ADD_PANE && (
        <Suspense fallback={null}>
          <AddMethodPane
            account={account}
            profile={data?.find(({ name }) => name === paneProfile)}
            onClose={() => changeAddress({ pane: undefined, profile: undefined })}
          />
        </Suspense>
      )}
    </>
  );
}
