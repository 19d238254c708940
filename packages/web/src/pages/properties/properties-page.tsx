import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingAccountQuery, billingProfilesQuery } from '../../api/queries/accounts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import type { Scope } from '../../scope.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';
import { AccountProperties } from './account-properties.tsx';
import { ProfileProperties } from './profile-properties.tsx';

/** What the account (its type above all) or the profile is, as the vendor has it on record. */
export function PropertiesPage() {
  const { t } = useLingui();
  const scope = useScope();
  return (
    <>
      <PageTitle icon={<SettingsRegular />} title={t`Properties`} subtitle={useScopeName(scope)} />
      <OfAccount scope={scope} />
      {scope.profile !== undefined && <OfProfile scope={scope} />}
    </>
  );
}

function OfAccount({ scope }: { scope: Scope }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(billingAccountQuery(scope.account));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <SkeletonLines label={t`Loading`} lines={6} /> : <AccountProperties account={data} />;
}

function OfProfile({ scope }: { scope: Scope }) {
  const { data, error, refetch } = useQuery(billingProfilesQuery(scope.account));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const profile = data?.find(({ name }) => name === scope.profile);
  return profile === undefined ? null : <ProfileProperties profile={profile} />;
}
