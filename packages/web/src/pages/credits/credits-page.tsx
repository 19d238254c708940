import { MoneyHandRegular } from '@fluentui/react-icons/svg/money-hand';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
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
  const readable = profiles?.filter(({ actions }) => actions?.includes('credit.read') ?? true);
  return (
    <>
      <PageTitle icon={<MoneyHandRegular />} title={t`Credits and money on account`} subtitle={name} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!profiles && !error && <SkeletonLines label={t`Loading`} lines={4} />}
      {readable?.length === 0 && (
        <EmptyState icon={<MoneyHandRegular />} title={t`Nothing to show`}>
          <Trans>Your role does not let you see credit and money on account.</Trans>
        </EmptyState>
      )}
      {readable?.map((profile) => (
        <ProfileCredit key={profile.name} account={scope.account} profile={profile} />
      ))}
    </>
  );
}
