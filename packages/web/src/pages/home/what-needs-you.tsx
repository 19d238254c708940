import type { PortalSession } from '@betalt/contract/portal/session.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery, mayPayIn } from '../../api/queries/accounts.ts';
import { invoiceCountQuery } from '../../api/queries/invoice-counts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { ProfileSums } from './profile-sums.tsx';

const useStyles = makeStyles({
  card: {
    marginBottom: '12px',
    padding: '12px 16px',
    maxWidth: '880px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  heading: { margin: '0 0 8px', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px', minHeight: '28px' },
  icon: { display: 'flex', fontSize: '18px' },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  fine: { color: tokens.colorPaletteGreenForeground1 },
  due: { color: tokens.colorBrandForeground1 },
});

type Account = PortalSession['billingAccounts'][number];

/** One account: how many invoices are past due and due, how much on each profile, and the way to them. */
export function WhatNeedsYou({ account }: { account: Account }) {
  const styles = useStyles();
  const { t } = useLingui();
  const scope: Scope = { account: account.name };
  const overDue = useQuery(invoiceCountQuery(scope, 'OverDue'));
  const due = useQuery(invoiceCountQuery(scope, 'Due'));
  const profiles = useQuery(billingProfilesQuery(account.name));
  const failed = [overDue, due, profiles].find(({ error }) => error !== null);
  const isLoading = overDue.isPending || due.isPending || profiles.isPending;
  return (
    <section className={styles.card}>
      <h3 className={styles.heading}>
        <PageLink to={paths.overview(scope)}>{account.displayName}</PageLink>
      </h3>
      {failed !== undefined && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {failed === undefined && isLoading && <SkeletonLines label={t`Loading`} />}
      {failed === undefined && !isLoading && (
        <>
          <Counts
            scope={scope}
            overDue={overDue.data?.count ?? 0}
            due={due.data?.count ?? 0}
            mayPay={mayPayIn(profiles.data)}
          />
          <ProfileSums account={account.name} profiles={profiles.data ?? []} />
        </>
      )}
    </section>
  );
}

interface CountsProps {
  readonly scope: Scope;
  readonly overDue: number;
  readonly due: number;
  readonly mayPay: boolean;
}

function Counts({ scope, overDue, due, mayPay }: CountsProps) {
  const styles = useStyles();
  const { t } = useLingui();
  if (overDue === 0 && due === 0) {
    return (
      <div className={styles.line}>
        <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.fine)} aria-hidden="true" />
        <Trans>Nothing is due.</Trans>
      </div>
    );
  }
  const overDueText = t({
    message: plural(overDue, { one: '# invoice is past due.', other: '# invoices are past due.' }),
  });
  const dueText = t({ message: plural(due, { one: '# invoice is due.', other: '# invoices are due.' }) });
  return (
    <>
      {overDue > 0 && (
        <div className={styles.line}>
          <WarningFilled className={mergeClasses(styles.icon, styles.warning)} aria-hidden="true" />
          {overDueText}
          <PageLink to={paths.invoices(scope, { status: 'PastDue' })}>
            <Trans>See what is past due</Trans>
          </PageLink>
        </div>
      )}
      {due > 0 && (
        <div className={styles.line}>
          <ClockRegular className={mergeClasses(styles.icon, styles.due)} aria-hidden="true" />
          {dueText}
          <PageLink to={paths.invoices(scope, { status: 'Due' })}>
            <Trans>See what is due</Trans>
          </PageLink>
        </div>
      )}
      {mayPay && (
        <div className={styles.line}>
          <PaymentRegular className={mergeClasses(styles.icon, styles.due)} aria-hidden="true" />
          <PageLink to={paths.payAllDue(scope)}>
            <Trans>Pay all due</Trans>
          </PageLink>
        </div>
      )}
    </>
  );
}
