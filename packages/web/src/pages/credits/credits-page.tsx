import { MoneyHandRegular } from '@fluentui/react-icons/svg/money-hand';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';
import { ProfileCredit } from './profile-credit.tsx';

/** What the payer has with the vendor already, on each billing profile of the scope. */
export function CreditsPage() {
  const { t } = useLingui();
  const scope = useScope();
  const name = useScopeName(scope);
  const { data, error, refetch } = useQuery(billingProfilesQuery(scope.account));
  const profiles = data?.filter((each) => scope.profile === undefined || each.name === scope.profile);
  return (
    <>
      <PageTitle icon={<MoneyHandRegular />} title={t`Credits and money on account`} subtitle={name} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!profiles && !error && <SkeletonLines label={t`Loading`} lines={4} />}
      {profiles?.map((profile) => (
        <ProfileCredit key={profile.name} account={scope.account} profile={profile} />
      ))}
    </>
  );
}
