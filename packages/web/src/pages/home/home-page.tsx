import { makeStyles, tokens } from '@fluentui/react-components';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { Trans, useLingui } from '@lingui/react/macro';
import { useSession } from '../../api/queries/session.ts';
import { FirstFew } from '../../shell/first-few.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { NoAccounts } from '../billing-scopes/billing-scopes-page.tsx';
import { ServiceTiles } from './service-tiles.tsx';
import { WhatNeedsYou } from './what-needs-you.tsx';

const useStyles = makeStyles({
  section: { marginBottom: '24px' },
  heading: { margin: '8px 0', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

/** The start: the services, and what needs the reader in each of their accounts. */
export function HomePage() {
  const styles = useStyles();
  const { t } = useLingui();
  const { user, billingAccounts } = useSession();
  const { name } = user;
  return (
    <>
      <PageTitle icon={<HomeRegular />} title={t`Home`} subtitle={t`Signed in as ${name}`} />
      <section className={styles.section}>
        <h2 className={styles.heading}>
          <Trans>Services</Trans>
        </h2>
        <ServiceTiles />
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>
          <Trans>What needs you</Trans>
        </h2>
        {billingAccounts.length === 0 && <NoAccounts />}
        <FirstFew of={billingAccounts} step={5}>
          {(account) => <WhatNeedsYou key={account.name} account={account} />}
        </FirstFew>
      </section>
    </>
  );
}
