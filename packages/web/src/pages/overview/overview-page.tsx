import { makeStyles, tokens } from '@fluentui/react-components';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { WalletRegular } from '@fluentui/react-icons/svg/wallet';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery } from '../../api/queries/accounts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EssentialsGrid } from '../../components/essentials-grid.tsx';
import { PastDueBar } from '../../components/past-due-bar.tsx';
import { serviceLabel } from '../../search/service-label.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';
import { BalanceTable } from './balance-table.tsx';
import { useScopeEssentials } from './use-scope-essentials.tsx';

const useStyles = makeStyles({
  heading: { margin: '4px 0 4px', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

/** Cost Management + Billing for one scope: what it is, and what is owed. */
export function OverviewPage() {
  const styles = useStyles();
  const { i18n } = useLingui();
  const scope = useScope();
  const name = useScopeName(scope);
  const essentials = useScopeEssentials(scope);
  const { data, error, refetch } = useQuery(billingProfilesQuery(scope.account));
  const profiles = data?.filter((profile) => scope.profile === undefined || profile.name === scope.profile);
  return (
    <>
      <PageTitle
        icon={scope.profile === undefined ? <BuildingRegular /> : <WalletRegular />}
        title={name}
        subtitle={i18n._(serviceLabel)}
      />
      <PastDueBar scope={scope} />
      <EssentialsGrid items={essentials} />
      <h2 className={styles.heading}>
        <Trans>Balance by billing profile</Trans>
      </h2>
      {error === null ? (
        <BalanceTable account={scope.account} profiles={profiles} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}
