import type { BillingProfile, InvoiceSection } from '@betalt/contract/accounts/billing-account.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { FolderListRegular } from '@fluentui/react-icons/svg/folder-list';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { billingProfilesQuery, invoiceSectionsQuery } from '../../api/queries/accounts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { useFieldTerms } from '../../components/use-field-terms.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScopeName } from '../../shell/scope-name.ts';
import { useScope } from '../../shell/use-scope.ts';

const useStyles = makeStyles({
  root: { marginBottom: '24px' },
  heading: { margin: '8px 0 4px', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

/** Invoice sections, by the profile whose invoices they divide. */
export function InvoiceSectionsPage() {
  const { t } = useLingui();
  const scope = useScope();
  const { data, error, refetch } = useQuery(billingProfilesQuery(scope.account));
  const profiles = data?.filter(({ name }) => scope.profile === undefined || name === scope.profile);
  return (
    <>
      <PageTitle icon={<FolderListRegular />} title={t`Invoice sections`} subtitle={useScopeName(scope)} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && profiles === undefined && <SkeletonLines label={t`Loading`} lines={5} />}
      {profiles?.length === 0 && <NoSections />}
      {profiles?.map((profile) => (
        <ProfileSections key={profile.name} account={scope.account} profile={profile} />
      ))}
    </>
  );
}

function ProfileSections({ account, profile }: { account: string; profile: BillingProfile }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(invoiceSectionsQuery(account, profile.name));
  const columns = useColumns();
  const { displayName } = profile.properties;
  return (
    <section className={styles.root}>
      <h2 className={styles.heading}>{displayName}</h2>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data?.length === 0 && <NoSections />}
      {error === null && data?.length !== 0 && (
        <PlainTable
          label={t`Invoice sections of ${displayName}`}
          columns={columns}
          rows={data}
          rowKey={({ id }) => id}
        />
      )}
    </section>
  );
}

function NoSections() {
  const { t } = useLingui();
  return (
    <EmptyState icon={<FolderListRegular />} title={t`No invoice sections that you may see`}>
      {t`Sections group the lines of an invoice, for example by department or project.`}
    </EmptyState>
  );
}

function useColumns(): Column<InvoiceSection>[] {
  const { t } = useLingui();
  const terms = useFieldTerms();
  return [
    { key: 'name', header: t`Invoice section`, cell: ({ properties }) => properties.displayName },
    { key: 'id', header: t`Invoice section ID`, cell: ({ properties }) => properties.systemId },
    { key: 'state', header: t`Status`, cell: ({ properties }) => terms.status(properties.state) },
  ];
}
